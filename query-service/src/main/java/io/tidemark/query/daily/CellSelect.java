package io.tidemark.query.daily;

import static java.util.stream.Collectors.joining;

import io.tidemark.events.HomeCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Writes the SELECT of a table's cells: of complete days, of the hours of all others, and of the events that wait. */
final class CellSelect {

    private final CountsTable table;
    private final HomeCalendar calendar;
    private final Function<Object, String> bind;

    /**
     * Prepares the SELECT.
     *
     * @param bind takes a parameter and tells its name
     */
    CellSelect(CountsTable table, HomeCalendar calendar, Function<Object, String> bind) {
        this.table = table;
        this.calendar = calendar;
        this.bind = bind;
    }

    /**
     * The SELECT of some days.
     *
     * @param teams the groups whose events are counted; no cube has both agents and groups, so they are read from events
     */
    String sql(List<LocalDate> days, Rolled rolled, Optional<Set<String>> teams) {
        return teams.map(groups -> ofEvents(LiveSpan.of(days, calendar), () -> inGroups(groups)))
                .orElseGet(() -> String.join(" UNION ALL\n", sources(days, rolled)));
    }

    private List<String> sources(List<LocalDate> days, Rolled rolled) {
        var complete =
                days.stream().filter(day -> rolled.isComplete(day, calendar)).toList();
        var others = new TreeSet<>(days);
        complete.forEach(others::remove);
        var sources = new ArrayList<String>();
        if (!complete.isEmpty()) {
            sources.add(ofDays(complete));
        }
        LiveSpan.covering(others, calendar).forEach(span -> sources.add(ofHours(span)));
        if (!rolled.waiting().isEmpty()) {
            sources.add(ofEvents(LiveSpan.of(days, calendar), () -> inBatches(rolled.waiting())));
        }
        return sources;
    }

    private String ofDays(List<LocalDate> days) {
        var span = LiveSpan.of(days, calendar);
        return """
                SELECT %s
                  FROM rollup_day
                 WHERE tenant_id = $1
                   AND cube = %d
                   AND bucket = ANY (%s::timestamptz[])
                """.formatted(ofCells(span), table.cube().id(), bind.apply(starts(span)));
    }

    private String ofHours(LiveSpan span) {
        return """
                SELECT %s
                  FROM rollup_hour
                 WHERE tenant_id = $1
                   AND cube = %d
                   AND bucket >= %s
                   AND bucket < %s
                """.formatted(
                        ofCells(span), table.cube().id(), bind.apply(utc(span.start())), bind.apply(utc(span.end())));
    }

    private String ofCells(LiveSpan span) {
        return table.columns().stream()
                .map(column -> "day".equals(column) ? day("bucket", span) : "unnest(%1$s) AS %1$s".formatted(column))
                .collect(joining(", "));
    }

    private String ofEvents(LiveSpan span, Supplier<String> condition) {
        return """
                SELECT %s
                  FROM event
                 WHERE tenant_id = $1
                   AND %s
                   AND day BETWEEN %s AND %s
                   AND "time" >= %s
                   AND "time" < %s
                """.formatted(
                        ofEvent(span),
                        condition.get(),
                        bind.apply(span.firstUtcDay()),
                        bind.apply(span.lastUtcDay()),
                        bind.apply(utc(span.start())),
                        bind.apply(utc(span.end())));
    }

    private String ofEvent(LiveSpan span) {
        return table.columns().stream()
                .map(column -> switch (column) {
                    case "day" -> day("\"time\"", span);
                    case "events" -> "1 AS events";
                    default -> column;
                })
                .collect(joining(", "));
    }

    /** The range says nothing new, but how rare they are: else PostgreSQL may read all of the tenant's days. */
    private String inBatches(List<Long> waiting) {
        return "batch_id = ANY (%s::bigint[]) AND batch_id BETWEEN %s AND %s"
                .formatted(
                        bind.apply(waiting.toArray(Long[]::new)),
                        bind.apply(Collections.min(waiting)),
                        bind.apply(Collections.max(waiting)));
    }

    private String inGroups(Set<String> groups) {
        return "string_to_array(groups, E'\\n') && %s::text[]".formatted(bind.apply(groups.toArray(String[]::new)));
    }

    /** One day needs no looking up; of several, the time tells which. */
    private String day(String time, LiveSpan span) {
        return span.days().size() == 1
                ? bind.apply(span.days().getFirst()) + "::date AS day"
                : "(%s::date[])[width_bucket(%s, %s::timestamptz[])] AS day"
                        .formatted(bind.apply(span.days().toArray(LocalDate[]::new)), time, bind.apply(starts(span)));
    }

    private static OffsetDateTime[] starts(LiveSpan span) {
        return span.starts().stream().map(CellSelect::utc).toArray(OffsetDateTime[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
