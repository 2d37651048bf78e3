package io.tidemark.catalogue.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.Measure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read, and the SQL that reads it. */
class PlannerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:30:40Z");
    private static final UUID TENANT = new UUID(0, 1);
    private static final Set<LocalDate> CLEAN = LocalDate.parse("2026-06-01")
            .datesUntil(LocalDate.parse("2026-11-21"))
            .collect(Collectors.toSet());

    @Test
    void aDayIsReadFromHoursWithMinutesAtItsEdges() {
        assertThat(plan(Aggregation.of(last(Duration.ofHours(24))))).isEqualTo("""
                total 2026-11-20T10:30:00Z/2026-11-21T10:31:00Z
                HOUR 2026-11-20T11:00:00Z/2026-11-21T10:00:00Z
                MINUTE 2026-11-20T10:30:00Z/2026-11-20T11:00:00Z
                MINUTE 2026-11-21T10:00:00Z/2026-11-21T10:31:00Z""");
    }

    @Test
    void aWeekWhoseFirstMinuteIsNotKeptIsWidenedToTheHour() {
        assertThat(plan(Aggregation.of(last(Duration.ofDays(7))).by(Attribute.ROUTE)))
                .isEqualTo("""
                endpoint 2026-11-14T10:00:00Z/2026-11-21T11:00:00Z
                DAY 2026-11-15T00:00:00Z/2026-11-21T00:00:00Z
                HOUR 2026-11-14T10:00:00Z/2026-11-15T00:00:00Z
                HOUR 2026-11-21T00:00:00Z/2026-11-21T11:00:00Z""");
    }

    @Test
    void longRangesAreWidenedToTheHour() {
        assertThat(plan(Aggregation.of(last(Duration.ofDays(30))).by(Attribute.USER)))
                .isEqualTo("""
                user_only 2026-10-22T10:00:00Z/2026-11-21T11:00:00Z
                DAY 2026-10-23T00:00:00Z/2026-11-21T00:00:00Z
                HOUR 2026-10-22T10:00:00Z/2026-10-23T00:00:00Z
                HOUR 2026-11-21T00:00:00Z/2026-11-21T11:00:00Z""");
    }

    @Test
    void shortRangesOfCoarseCubesEndInRawEvents() {
        assertThat(plan(Aggregation.of(last(Duration.ofHours(2))).by(Attribute.COUNTRY)))
                .isEqualTo("""
                place 2026-11-21T08:30:00Z/2026-11-21T10:31:00Z
                HOUR 2026-11-21T09:00:00Z/2026-11-21T10:00:00Z
                events 2026-11-21T08:30:00Z/2026-11-21T09:00:00Z
                events 2026-11-21T10:00:00Z/2026-11-21T10:31:00Z""");
    }

    @Test
    void nothingIsReadAcrossTheEdgeOfABucket() {
        var range = Range.exactly(Instant.parse("2026-11-18T18:30:00Z"), Instant.parse("2026-11-20T18:30:00Z"));
        var days = Bucket.of(BucketWidth.DAY, ZoneId.of("Asia/Kolkata"));

        assertThat(plan(Aggregation.of(range).per(days))).isEqualTo("""
                total 2026-11-18T18:30:00Z/2026-11-20T18:30:00Z
                HOUR 2026-11-18T19:00:00Z/2026-11-19T18:00:00Z
                HOUR 2026-11-19T19:00:00Z/2026-11-20T18:00:00Z
                MINUTE 2026-11-18T18:30:00Z/2026-11-18T19:00:00Z
                MINUTE 2026-11-19T18:00:00Z/2026-11-19T19:00:00Z
                MINUTE 2026-11-20T18:00:00Z/2026-11-20T18:30:00Z""");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, TOTAL",
                "ROUTE, -, ENDPOINT",
                "ROUTE, CONSUMER, ROUTE_CONSUMER",
                "STATUS, ROUTE, OUTCOME",
                "STATUS, CONSUMER, CONSUMER_OUTCOME",
                "METHOD, CONSUMER, CONSUMER_OUTCOME",
                "USER, -, USER_ONLY",
                "USER, CONSUMER, USER_CONSUMER",
                "USER, GROUP, USER_ROUTE",
                "COUNTRY, -, PLACE",
                "COUNTRY, API, COUNTRY_ROUTE",
                "COUNTRY, CONSUMER, COUNTRY_CONSUMER",
                "DOMAIN, ROUTE, ROUTE_CONSUMER",
                "AGENT, TYPE, AGENT_ONLY",
                "BROWSER, OS, CLIENT_ONLY",
                "PATH, -, PATH_ONLY"
            })
    void everyQueryOfTheSeedWithAnyOneOfItsFiltersHasACube(
            @Nullable Attribute groupBy, @Nullable Attribute filter, Cube cube) {
        var aggregation = Aggregation.of(last(Duration.ofDays(90)))
                .by(Stream.ofNullable(groupBy).toList())
                .where(Stream.ofNullable(filter)
                        .map(a -> Filter.of(a, a == Attribute.STATUS ? "200" : "x"))
                        .toList());

        assertThat(planner(aggregation).plan().cube()).contains(cube);
    }

    @Test
    void whatNoCubeKeepsIsReadFromRawEventsAsFarBackAsTheyReach() {
        var percentiles =
                Aggregation.of(last(Duration.ofDays(20)), Measure.LATENCY).by(Attribute.USER);
        assertThat(planner(percentiles).plan().cube()).isEmpty();

        var tooLong = Aggregation.of(last(Duration.ofDays(31)), Measure.LATENCY).by(Attribute.USER);
        assertThatThrownBy(() -> planner(tooLong).plan())
                .isInstanceOfSatisfying(RangeNotKeptException.class, e -> assertThat(e.earliestFrom())
                        .isEqualTo("2026-10-22T10:32:00Z"));
    }

    @Test
    void boundsThatNothingHonoursAreWidenedAsLittleAsCanBe() {
        var odd =
                Range.asked(Instant.parse("2026-07-01T14:37:00Z"), false, Instant.parse("2026-10-01T14:37:00Z"), false);

        assertThat(plan(Aggregation.of(odd))).isEqualTo("""
                total 2026-07-01T00:00:00Z/2026-10-01T15:00:00Z
                DAY 2026-07-01T00:00:00Z/2026-10-01T00:00:00Z
                HOUR 2026-10-01T00:00:00Z/2026-10-01T15:00:00Z""");
        assertThatThrownBy(() -> planner(Aggregation.of(Range.exactly(odd.from(), odd.to())))
                        .plan())
                .isInstanceOf(RangeNotKeptException.class);
    }

    @Test
    void boundsThatRawEventsHonourAreNotWidened() {
        var range = Range.asked(Instant.parse("2026-11-01T14:37:12Z"), false, NOW, false);

        assertThat(plan(Aggregation.of(range))).startsWith("total 2026-11-01T14:37:12Z/2026-11-21T10:30:40Z");
    }

    @Test
    void ofARangeThatIsTooOldAsAWholeTheEarliestStartUpToNowIsTold() {
        var old =
                Range.asked(Instant.parse("2023-01-01T10:00:00Z"), false, Instant.parse("2023-02-01T10:00:00Z"), false);

        assertThatThrownBy(() -> planner(Aggregation.of(old)).plan())
                .isInstanceOfSatisfying(RangeNotKeptException.class, e -> assertThat(e.earliestFrom())
                        .isEqualTo("2024-11-22T00:00:00Z"));
        assertThatThrownBy(() -> planner(Aggregation.of(old, Measure.LATENCY).by(Attribute.USER))
                        .plan())
                .isInstanceOfSatisfying(RangeNotKeptException.class, e -> assertThat(e.earliestFrom())
                        .isEqualTo("2026-10-22T10:32:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"PT183H, MINUTE", "P38D, FIVE_MINUTES"})
    void aRangeIsNotWidenedToMoreBucketsThanThereMayBe(Duration length, BucketWidth width) {
        var plan = planner(Aggregation.of(last(length)).per(Bucket.of(width, ZoneOffset.UTC)));

        assertThat(catchThrowable(plan::plan))
                .satisfiesAnyOf(none -> assertThat(none).isNull(), e -> assertThat(e)
                        .isInstanceOf(RangeNotKeptException.class));
    }

    @Test
    void allTimeIsCutAtOnce() {
        var ever =
                Range.asked(Instant.parse("0001-01-01T00:00:00Z"), false, Instant.parse("9999-12-31T00:00:00Z"), false);
        var kept = Range.exactly(Instant.parse("2025-01-01T00:00:00Z"), ever.to());

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThatThrownBy(() -> planner(Aggregation.of(ever)).plan()).isInstanceOf(RangeNotKeptException.class);
            assertThat(plan(Aggregation.of(kept))).isEqualTo("""
                    total 2025-01-01T00:00:00Z/9999-12-31T00:00:00Z
                    DAY 2026-06-01T00:00:00Z/2026-11-21T00:00:00Z
                    HOUR 2025-01-01T00:00:00Z/2026-06-01T00:00:00Z
                    HOUR 2026-11-21T00:00:00Z/9999-12-31T00:00:00Z""");
        });
    }

    @Test
    void oneStatementReadsOnlyWhatIsNeeded() {
        assertThat(sql(
                        Aggregation.of(hours("2026-11-20T00:00:00Z", "2026-11-21T10:00:00Z"), Measure.ERRORS),
                        Waiting.NONE))
                .isEqualTo("""
                SELECT *
                  FROM (SELECT 1 AS b, 0::bigint AS place, NULL::bigint AS groups, sum(events::float8)::bigint AS events, sum(errors::float8)::bigint AS errors
                  FROM (SELECT 1 AS b, c.events, c.errors
                  FROM (SELECT r.bucket, unnest(r.type) AS type, unnest(r.events) AS events, unnest(r.errors) AS errors FROM rollup_hour AS r
                         WHERE r.tenant_id = $1
                           AND r.cube = 1
                           AND r.bucket >= $2::timestamptz
                           AND r.bucket < $3::timestamptz) AS c
                UNION ALL
                SELECT 1 AS b, c.events, c.errors
                  FROM (SELECT r.bucket, unnest(r.type) AS type, unnest(r.events) AS events, unnest(r.errors) AS errors FROM rollup_day AS r
                         WHERE r.tenant_id = $1
                           AND r.cube = 1
                           AND r.bucket >= $4::timestamptz
                           AND r.bucket < $2::timestamptz) AS c) AS x) AS z
                 ORDER BY b""");
    }

    @Test
    void differentValuesAreCountedBucketByBucket() {
        var consumers = Aggregation.of(hours("2026-11-21T00:00:00Z", "2026-11-21T10:00:00Z"))
                .countingDistinct(Attribute.CONSUMER)
                .per(Bucket.of(BucketWidth.SIX_HOURS, ZoneOffset.UTC));

        assertThat(sql(consumers, Waiting.NONE)).isEqualTo("""
                SELECT *
                  FROM (SELECT o.*
                  FROM (SELECT b::integer, start, finish FROM unnest($4::timestamptz[], $5::timestamptz[]) WITH ORDINALITY AS u (start, finish, b)) AS w
                 CROSS JOIN LATERAL (SELECT b, 0::bigint AS place, NULL::bigint AS groups, sum(events::float8)::bigint AS events, count(d) AS distinct_values
                  FROM (SELECT b, d, sum(events::float8)::bigint AS events
                  FROM (SELECT w.b AS b, c.consumer AS d, c.events
                  FROM (SELECT r.bucket, unnest(r.type) AS type, unnest(r.consumer) AS consumer, unnest(r.events) AS events FROM rollup_hour AS r
                         WHERE r.tenant_id = $1
                           AND r.cube = 3
                           AND r.bucket >= $2::timestamptz
                           AND r.bucket < $3::timestamptz
                           AND r.bucket >= w.start
                           AND r.bucket < w.finish) AS c) AS x
                 GROUP BY b, d) AS y
                 GROUP BY b) AS o) AS z
                 ORDER BY b""");
    }

    @Test
    void whatWaitsIsReadFromItsPartitionsOnly() {
        var waiting = new Waiting(
                List.of(9L, 7L), 3, Instant.parse("2026-11-21T09:00:00Z"), Instant.parse("2026-11-21T09:01:00Z"));
        var route = Aggregation.of(hours("2026-11-21T00:00:00Z", "2026-11-21T10:00:00Z"))
                .by(Attribute.ROUTE)
                .where(Filter.of(Attribute.TYPE, "request"), Filter.not(Attribute.METHOD, "GET", null))
                .first(Top.most(Measure.EVENTS, 10));

        assertThat(sql(route, waiting)).isEqualTo("""
                SELECT 1 AS b, k1 AS t1, 0::bigint AS place, count(*) OVER () AS groups, sum(events::float8)::bigint AS events
                  FROM (SELECT 1 AS b, c.route AS k1, c.events
                  FROM (SELECT r.bucket, unnest(r.type) AS type, unnest(r.route) AS route, unnest(r.method) AS method, unnest(r.events) AS events FROM rollup_hour AS r
                         WHERE r.tenant_id = $1
                           AND r.cube = 2
                           AND r.bucket >= $2::timestamptz
                           AND r.bucket < $3::timestamptz) AS c
                 WHERE c.type = $4::text
                   AND (c.method = $5::text OR c.method IS NULL) IS NOT TRUE
                UNION ALL
                SELECT 1 AS b, c.route AS k1, count(*) AS events
                  FROM (SELECT type, "time", route, method
                          FROM event
                         WHERE tenant_id = $1
                           AND day = $6::date
                           AND batch_id = ANY ($7::bigint[])
                           AND batch_id BETWEEN $8::bigint AND $9::bigint
                           AND "time" >= $2::timestamptz
                           AND "time" < $3::timestamptz) AS c
                 WHERE c.type = $4::text
                   AND (c.method = $5::text OR c.method IS NULL) IS NOT TRUE
                 GROUP BY 1, 2) AS x
                 GROUP BY k1
                HAVING coalesce(sum(events::float8)::bigint, 0) > 0
                 ORDER BY coalesce(sum(events::float8)::bigint, 0) DESC NULLS LAST, k1 COLLATE "C" NULLS FIRST
                 LIMIT $10""");
    }

    @Test
    void valuesAreNeverPartOfTheStatement() {
        var nasty = Aggregation.of(last(Duration.ofDays(1)))
                .by(Attribute.GROUP)
                .where(Filter.of(Attribute.ROUTE, "'; DROP TABLE event --"), Filter.of(Attribute.BROWSER, "x'"));

        assertThat(sql(nasty, Waiting.NONE)).doesNotContain("DROP").doesNotContain("x'");
    }

    private static Range last(Duration length) {
        return Range.about(NOW.minus(length), NOW);
    }

    private static Range hours(String from, String to) {
        return Range.exactly(Instant.parse(from), Instant.parse(to));
    }

    private static Scope scope() {
        var floors = RetentionFloors.of(
                NOW, Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(90), Duration.ofDays(730));
        return new Scope(TENANT, ZoneOffset.UTC, floors, Optional.empty(), NOW);
    }

    private static Planner planner(Aggregation aggregation) {
        return new Planner(scope(), aggregation, new Inventory(scope().floors(), CLEAN, Instant.EPOCH, Waiting.NONE));
    }

    private static String sql(Aggregation aggregation, Waiting waiting) {
        return new AggregationSql(scope(), aggregation, planner(aggregation).plan(), waiting).sql();
    }

    private static String plan(Aggregation aggregation) {
        var plan = planner(aggregation).plan();
        var lines = Stream.of(Grain.DAY, Grain.HOUR, Grain.MINUTE)
                .flatMap(grain -> plan.cuts().of(grain).list().stream().map(span -> grain + " " + text(span)));
        var raw = plan.cuts().events().list().stream().map(span -> "events " + text(span));
        return Stream.of(Stream.of(plan.source() + " " + text(plan.range())), lines, raw)
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"));
    }

    private static String text(Span span) {
        return span.from() + "/" + span.to();
    }
}
