package io.tidemark.query.event;

import io.tidemark.catalogue.plan.Filter;
import io.tidemark.platform.paging.Cursor;
import io.tidemark.query.range.Uuids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for: events of a half-open range, from a place on, so many at most.
 *
 * @param teams only events in one of these groups; empty: all events
 */
record EventQuery(
        UUID tenant,
        Optional<Set<String>> teams,
        List<Filter> filters,
        Instant from,
        Instant to,
        @Nullable Position after,
        int limit) {

    /** Where the newest event that is left may be. */
    Instant end() {
        return after == null ? to : after.time().plus(1, ChronoUnit.MICROS);
    }

    /**
     * The last event of a page, and where its list ends: the oldest moment of "the last hour" does not move while one
     * leafs through it.
     */
    record Position(Instant from, Instant time, UUID id) {

        private static final Pattern MICROS = Pattern.compile("-?[0-9]{1,17}");

        static @Nullable Position parse(@Nullable String cursor) {
            if (cursor == null) {
                return null;
            }
            var values = Cursor.decode(cursor, 3);
            return new Position(
                    instant(values.get(0)),
                    instant(values.get(1)),
                    Uuids.find(values.get(2)).orElseThrow(Cursor::malformed));
        }

        static List<String> values(Instant from, Event last) {
            return List.of(micros(from), micros(last.time()), last.id().toString());
        }

        private static Instant instant(String micros) {
            if (!MICROS.matcher(micros).matches()) {
                throw Cursor.malformed();
            }
            return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
        }

        private static String micros(Instant instant) {
            return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
        }
    }
}
