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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares what a reader is answered for each day, from days or from hours, with what was committed. */
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

    private static final String HOURS = """
            SELECT r.bucket, c.type, c.agent_id, c.events
              FROM rollup_hour AS r
             CROSS JOIN LATERAL unnest(r.type, r.agent_id, r.events) AS c (type, agent_id, events)
             WHERE r.tenant_id = ?
               AND r.cube = 5""";

    private static final String WAITING = """
            SELECT time, agent_id, type
              FROM event
             WHERE tenant_id = ?
               AND batch_id IN (SELECT batch_id FROM ingest_batch WHERE tenant_id = event.tenant_id)""";

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

        Counts plus(Counts other) {
            return new Counts(
                    events + other.events,
                    calls + other.calls,
                    issued + other.issued,
                    refused + other.refused,
                    rotated + other.rotated);
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
        var made = bed.counts(tenant).stream()
                .collect(groupingBy(Answers::day, toMap(row -> (UUID) row.get("agent_id"), Counts::of)));
        var hours = new ArrayList<Sent>();
        bed.database.query(HOURS, tenant).forEach(row -> hours.addAll(hour(row)));
        var waiting = bed.database.query(WAITING, tenant).stream()
                .map(row -> sent(row, "time"))
                .toList();
        for (var day : FIRST.datesUntil(today.plusDays(2)).toList()) {
            var rolled = clean.contains(day) ? made.getOrDefault(day, Map.of()) : perAgent(of(hours, calendar, day));
            assertThat(sum(rolled, perAgent(of(waiting, calendar, day))))
                    .as("%s of %s, %s", day, tenant, clean.contains(day) ? "made" : "of hours")
                    .isEqualTo(truth(tenant, calendar, day));
        }
    }

    private static Map<UUID, Counts> sum(Map<UUID, Counts> rolled, Map<UUID, Counts> waiting) {
        var sum = new HashMap<>(rolled);
        waiting.forEach((agent, counts) -> sum.merge(agent, counts, Counts::plus));
        return sum;
    }

    /** The events of a cell, as if all had happened as the hour began. */
    private static List<Sent> hour(Map<String, @Nullable Object> row) {
        return Collections.nCopies((int) Counts.number(row, "events"), sent(row, "bucket"));
    }

    private Map<UUID, Counts> truth(UUID tenant, HomeCalendar calendar, LocalDate day) {
        return perAgent(committed.getOrDefault(tenant, List.of()).stream()
                .filter(event -> calendar.dayOf(event.time()).equals(day))
                .toList());
    }

    private static List<Sent> of(List<Sent> events, HomeCalendar calendar, LocalDate day) {
        var start = calendar.startOf(day);
        var end = calendar.endOf(day);
        return events.stream()
                .filter(event -> !event.time().isBefore(start) && event.time().isBefore(end))
                .toList();
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

    private static Sent sent(Map<String, @Nullable Object> row, String column) {
        var time = (Timestamp) Objects.requireNonNull(row.get(column));
        return new Sent(time.toInstant(), (UUID) row.get("agent_id"), String.valueOf(row.get("type")));
    }
}
