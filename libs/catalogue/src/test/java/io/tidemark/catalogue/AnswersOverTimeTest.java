package io.tidemark.catalogue;

import static io.tidemark.catalogue.fixture.Sample.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.catalogue.fixture.Sample;
import io.tidemark.catalogue.fixture.Stage;
import io.tidemark.catalogue.plan.RangeNotKeptException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Boundaries, zones, buckets and clocks that change. */
class AnswersOverTimeTest extends AnswersBed {

    @Test
    void anEventOnABoundaryIsInTheBucketThatBeginsThere() {
        stage.keep(at("2026-11-21T10:00:00Z"), at("2026-11-21T09:59:59.999999Z"));

        assertThat(counts(ask("requests_ts", "2026-11-21T09:00:00Z", "2026-11-21T11:00:00Z")
                        .per("1h")))
                .containsExactly(1L, 1L);
        assertThat(count("2026-11-21T09:00:00Z", "2026-11-21T10:00:00Z")).isEqualTo(1);
        assertThat(count("2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z")).isEqualTo(1);
    }

    @Test
    void boundsBetweenMinutesAreHonouredToTheMicrosecond() {
        stage.keep(at("2026-11-21T10:00:30Z"), at("2026-11-21T10:00:30.000001Z"), at("2026-11-21T10:05:59Z"));

        assertThat(count("2026-11-21T10:00:30.000001Z", "2026-11-21T10:05:59Z")).isEqualTo(1);
    }

    @Test
    void theDayThatTheClocksGoForwardHasTwentyThreeHours() {
        assertDays("2026-03-07T05:00:00Z", "2026-03-10T04:00:00Z", 24L, 23L, 24L);
    }

    @Test
    void theDayThatTheClocksGoBackHasTwentyFiveHours() {
        assertDays("2026-10-31T04:00:00Z", "2026-11-03T05:00:00Z", 24L, 25L, 24L);
    }

    /** One event an hour: a day has as many as hours. */
    private void assertDays(String from, String to, Long... hours) {
        var zone = ZoneId.of("America/New_York");
        var home = new Stage(zone);
        var start = Instant.parse(from);
        var end = Instant.parse(to);
        var now = end.plusSeconds(40);
        home.roll(home.store(Stream.iterate(start, end::isAfter, time -> time.plusSeconds(3600))
                .map(Sample::new)
                .toList()));
        home.makeDay(LocalDate.ofInstant(start, zone));

        var answer = home.read(tx ->
                answers.answer(tx, home.scope(now), ask("requests_ts", from, to).per("1d")));

        assertThat(values(answer)).containsExactly(hours);
        assertThat(points(answer)).allMatch(Data.Point::complete);
    }

    @Test
    void daysOfAnotherZoneAreThatZones() {
        stage.keep(at("2026-11-19T18:29:59Z"), at("2026-11-19T18:30:00Z"), at("2026-11-20T18:29:59Z"));

        var answer = answer(ask("requests_ts", "2026-11-18T18:30:00Z", "2026-11-20T18:30:00Z")
                .per("1d")
                .in(ZoneId.of("Asia/Kolkata")));

        assertThat(values(answer)).containsExactly(1L, 2L);
        assertThat(points(answer)).extracting(Data.Point::ts).first().isEqualTo(millis("2026-11-18T18:30:00Z"));
    }

    @Test
    void anotherZoneIsAnsweredAsFarBackAsAGrainThatFitsItIsKept() {
        var question = ask("requests_ts", "2026-09-01T18:30:00Z", "2026-09-03T18:30:00Z")
                .per("1d")
                .in(ZoneId.of("Asia/Kolkata"));

        assertThatThrownBy(() -> answer(question)).isInstanceOf(RangeNotKeptException.class);
        assertThat(values(answer(ask("requests_ts", "2026-09-01T04:00:00Z", "2026-09-03T04:00:00Z")
                        .per("1d")
                        .in(ZoneId.of("America/New_York")))))
                .containsExactly(0L, 0L);
    }

    @Test
    void emptyBucketsAreZeroForCountsAndNullForLatenciesAndRates() {
        stage.keep(at("2026-11-21T08:30:00Z").status(200).duration(80));

        assertThat(perHour("requests_ts")).containsExactly(0L, 1L, 0L);
        assertThat(perHour("quantity_ts")).containsExactly(0L, 1L, 0L);
        assertThat(perHour("requests_per_second")).containsExactly(0.0, 1 / 3600.0, 0.0);
        assertThat(perHour("duration_avg_ts")).containsExactly(null, 80.0, null);
        assertThat(perHour("error_rate_ts")).containsExactly(null, 0.0, null);
        assertThat(perHour("server_error_rate_ts")).containsExactly(null, 0.0, null);
        assertThat(perHour("apdex_ts")).containsExactly(null, 1.0, null);
        assertThat(perHour("unique_consumers_ts")).containsExactly(0L, 0L, 0L);
    }

    @Test
    void theLastBucketIsIncompleteUntilItIsOver() {
        var points = points(answer(
                Question.of(query("requests_ts"), ago("now-3h"), TimeBound.NOW).per("1h")));

        assertThat(points).extracting(Data.Point::complete).containsExactly(false, true, true, false);
        assertThat(points).extracting(Data.Point::ts).last().isEqualTo(millis("2026-11-21T10:00:00Z"));
    }

    @Test
    void aPartialBucketsRateIsAsHighAsThatOfAWholeOne() {
        stage.roll(stage.store(IntStream.range(0, 7240)
                .mapToObj(second -> new Sample(NOW.minusSeconds(second + 1)))
                .toList()));

        var points = points(answer(Question.of(
                        query("requests_per_second"), TimeBound.parse("from", "2026-11-21T08:30:00Z"), TimeBound.NOW)
                .per("1h")));

        assertThat(points)
                .allSatisfy(point -> assertThat(point.value().doubleValue()).isEqualTo(1.0));
    }

    @Test
    void trafficPatternsFollowTheZoneFromMondayOn() {
        stage.keep(at("2026-11-15T23:30:00Z"), at("2026-11-16T00:30:00Z"), at("2026-11-20T22:59:59Z"));

        var grid = (Data.Heatmap) answer(ask("traffic_pattern", "2026-11-15T00:00:00Z", "2026-11-21T00:00:00Z")
                        .in(ZoneId.of("Europe/Paris")))
                .data();

        assertThat(grid.yBuckets()).hasSize(7).startsWith("Monday").endsWith("Sunday");
        assertThat(grid.xBuckets()).hasSize(24);
        assertThat(grid.values().get(0).get(0)).isEqualTo(1);
        assertThat(grid.values().get(0).get(1)).isEqualTo(1);
        assertThat(grid.values().get(4).get(23)).isEqualTo(1);
        assertThat(grid.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(n -> n)
                        .sum())
                .isEqualTo(3);
    }

    @Test
    void responseTimesAreCountedInHalfOpenBands() {
        stage.keep(Stream.of(0, 49, 50, 99, 100, 250, 500, 1000, 2999, 3000)
                .map(ms -> at("2026-11-21T09:10:00Z").duration(ms))
                .toArray(Sample[]::new));

        var grid = (Data.Heatmap) answer(ask("response_time_heatmap", "2026-11-21T09:00:00Z", "2026-11-21T10:00:00Z")
                        .per("1h"))
                .data();

        assertThat(grid.yBuckets())
                .containsExactly("<50ms", "50-100ms", "100-250ms", "250-500ms", "500ms-1s", "1s-3s", ">=3s");
        assertThat(grid.values()).extracting(List::getFirst).containsExactly(2L, 2L, 1L, 1L, 1L, 2L, 1L);
    }

    @Test
    void bucketsOfAlertsEndAtTheirEvaluation() {
        stage.keep(new Sample(NOW.minusSeconds(1)), new Sample(NOW.minusSeconds(59)), new Sample(NOW.minusSeconds(61)));

        var answer = answer(ask("requests_ts", NOW.minusSeconds(180).toString(), NOW.toString())
                .per("1m")
                .anchoredAt(NOW));

        assertThat(values(answer)).containsExactly(0L, 1L, 2L);
        assertThat(points(answer)).allMatch(Data.Point::complete);
    }
}
