package io.tidemark.aggregation.daily;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregation.daily.Flush.Sent;
import io.tidemark.events.HomeCalendar;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares what a reader is answered for each day, from aggregates or from events, with what was committed. */
final class Answers {

    private static final UUID NONE = new UUID(0, 0);
    private static final LocalDate FIRST = LocalDate.parse("2026-03-15");

    private static final String CLEAN_DAYS = """
            SELECT day
              FROM aggregated_day a
             WHERE tenant_id = ?
               AND NOT EXISTS (SELECT FROM stale_day s
                                WHERE s.tenant_id = a.tenant_id
                                  AND s.day = a.day)""";

    private final Testbed bed;
    private final Map<UUID, HomeCalendar> calendars;
    private final Map<UUID, List<Sent>> committed = new HashMap<>();

    private record Counts(long events, long calls, long issued, long refused, long rotated) {

        static Counts of(List<Sent> events) {
            return new Counts(
                    events.size(),
                    count(events, "request"),
                    count(events, "token_issuance"),
                    count(events, "token_failure"),
                    count(events, "credential_rotation"));
        }

        private static long count(List<Sent> events, String type) {
            return events.stream().filter(event -> event.type().equals(type)).count();
        }

        static Counts of(Map<String, @Nullable Object> row) {
            return new Counts(
                    number(row, "events"),
                    number(row, "api_calls"),
                    number(row, "token_issuances"),
                    number(row, "token_failures"),
                    number(row, "credential_rotations"));
        }

        private static long number(Map<String, @Nullable Object> row, String column) {
            return ((Number) Objects.requireNonNull(row.get(column))).longValue();
        }
    }

    Answers(Testbed bed, List<UUID> tenants) {
        this.bed = bed;
        this.calendars = tenants.stream().collect(toMap(tenant -> tenant, bed::calendar));
        tenants.forEach(tenant -> committed.put(tenant, new ArrayList<>()));
    }

    void committed(UUID tenant, List<Sent> events) {
        committed.computeIfAbsent(tenant, _ -> new ArrayList<>()).addAll(events);
    }

    void check(Instant now) {
        calendars.forEach((tenant, calendar) -> check(tenant, calendar, calendar.dayOf(now)));
    }

    private void check(UUID tenant, HomeCalendar calendar, LocalDate today) {
        var clean = bed.database.query(CLEAN_DAYS, tenant).stream()
                .map(row -> day(row))
                .collect(toSet());
        var aggregated = bed.counts(tenant).stream()
                .collect(groupingBy(Answers::day, toMap(row -> (UUID) row.get("agent_id"), Counts::of)));
        var stored = bed.database.query("SELECT time, agent_id, type FROM event WHERE tenant_id = ?", tenant).stream()
                .map(Answers::sent)
                .toList();
        for (var day : FIRST.datesUntil(today.plusDays(2)).toList()) {
            var answered = clean.contains(day) ? aggregated.getOrDefault(day, Map.of()) : live(stored, calendar, day);
            assertThat(answered)
                    .as("%s of %s, %s", day, tenant, clean.contains(day) ? "aggregated" : "live")
                    .isEqualTo(truth(tenant, calendar, day));
        }
    }

    private Map<UUID, Counts> truth(UUID tenant, HomeCalendar calendar, LocalDate day) {
        return perAgent(committed.getOrDefault(tenant, List.of()).stream()
                .filter(event -> calendar.dayOf(event.time()).equals(day))
                .toList());
    }

    private static Map<UUID, Counts> live(List<Sent> stored, HomeCalendar calendar, LocalDate day) {
        var start = calendar.startOf(day);
        var end = calendar.endOf(day);
        return perAgent(stored.stream()
                .filter(event -> !event.time().isBefore(start) && event.time().isBefore(end))
                .toList());
    }

    private static Map<UUID, Counts> perAgent(List<Sent> events) {
        return events.stream()
                .collect(groupingBy(
                        event -> Objects.requireNonNullElse(event.agent(), NONE),
                        collectingAndThen(toList(), Counts::of)));
    }

    private static LocalDate day(Map<String, @Nullable Object> row) {
        return ((Date) Objects.requireNonNull(row.get("day"))).toLocalDate();
    }

    private static Sent sent(Map<String, @Nullable Object> row) {
        var time = (Timestamp) Objects.requireNonNull(row.get("time"));
        return new Sent(time.toInstant(), (UUID) row.get("agent_id"), String.valueOf(row.get("type")));
    }
}
