package io.tidemark.catalogue;

import static io.tidemark.catalogue.fixture.Sample.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.catalogue.fixture.Sample;
import io.tidemark.catalogue.fixture.Stage;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.catalogue.plan.RangeNotKeptException;
import io.tidemark.catalogue.plan.RetentionFloors;
import io.tidemark.catalogue.plan.Scope;
import io.tidemark.rollups.Measure;
import io.tidemark.testing.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is easily got wrong. */
class AnswersTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:30:40Z");

    private final Stage stage = new Stage(ZoneOffset.UTC);
    private final Answers answers = new Answers();

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

    private List<Number> perHour(String query) {
        return values(answer(
                ask(query, "2026-11-21T07:00:00Z", "2026-11-21T10:00:00Z").per("1h")));
    }

    @Test
    void nothingAtAllIsAnsweredToo() {
        assertThat(scalar("requests_total")).isEqualTo(0L);
        assertThat(scalar("unique_users")).isEqualTo(0L);
        assertThat(scalar("duration_p95")).isNull();
        assertThat(scalar("error_rate")).isNull();
        assertThat(items("requests_by_route")).isEmpty();
    }

    @Test
    void anEventInSeveralGroupsCountsOnce() {
        stage.keep(
                at("2026-11-21T10:00:00Z").groups("blue", "red"),
                at("2026-11-21T10:00:01Z").groups("red"));

        assertThat(scalar("requests_total")).isEqualTo(2L);
        assertThat(scalar("requests_total", Filter.of(Attribute.GROUP, "blue", "red")))
                .isEqualTo(2L);
        assertThat(scalar("requests_total", Filter.of(Attribute.GROUP, "blue"))).isEqualTo(1L);
        assertThat(scalar("requests_total", Filter.not(Attribute.GROUP, "blue")))
                .isEqualTo(1L);
        assertThat(items("requests_by_group")).containsExactly(Map.entry("red", 2L), Map.entry("blue", 1L));
    }

    @Test
    void uniquesAreNeverSums() {
        stage.keep(
                at("2026-11-20T10:00:00Z").consumer("a"),
                at("2026-11-20T23:00:00Z").consumer("b"),
                at("2026-11-21T10:00:00Z").consumer("a"),
                at("2026-11-21T10:10:00Z"));
        stage.makeDay(LocalDate.parse("2026-11-20"));

        assertThat(values(answer(ask("unique_consumers_ts", "2026-11-20T00:00:00Z", "2026-11-22T00:00:00Z")
                        .per("1d"))))
                .containsExactly(2L, 1L);
        assertThat(value(answer(ask("unique_consumers", "2026-11-20T00:00:00Z", "2026-11-22T00:00:00Z"))))
                .isEqualTo(2L);
    }

    @Test
    void fixedSeriesAreAlwaysThere() {
        assertThat(seriesNames("requests_by_status_class_ts")).containsExactly("2xx", "3xx", "4xx", "5xx");
        assertThat(seriesNames("duration_percentiles_ts")).containsExactly("p50", "p75", "p95", "p99");
        assertThat(seriesNames("traffic_in_out_ts")).containsExactly("data_in", "data_out");
    }

    private List<String> seriesNames(String query) {
        var data = (Data.SeriesData) answer(ask(query, "2026-11-21T09:00:00Z", "2026-11-21T10:00:00Z"))
                .data();
        assertThat(data.series()).allMatch(series -> series.points().size() == 60);
        return data.series().stream().map(Data.Series::name).toList();
    }

    @Test
    void seriesBeyondTheLimitAreFoldedNotDropped() {
        stage.keep(
                at("2026-11-21T09:00:00Z").route("/a"),
                at("2026-11-21T09:10:00Z").route("/a"),
                at("2026-11-21T09:20:00Z").route("/b"),
                at("2026-11-21T09:30:00Z").route(null));

        var answer = answer(ask("requests_ts", "2026-11-21T09:00:00Z", "2026-11-21T10:00:00Z")
                .per("1h")
                .by(List.of(Attribute.ROUTE))
                .with(Map.of("top_n", 1)));

        var series = ((Data.SeriesData) answer.data()).series();
        assertThat(series).extracting(Data.Series::name).containsExactly("/a", ":rest");
        assertThat(series).extracting(s -> s.points().getFirst().value()).containsExactly(2L, 2L);
        assertThat(answer.meta().provenance().groups()).isEqualTo(3);
        assertThat(answer.meta().notes()).singleElement().asString().contains("first 1 of 3");
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
    void absentAttributesAreAnItemOfTheirOwn() {
        stage.keep(at("2026-11-21T10:00:00Z").country("FR"), at("2026-11-21T10:00:01Z"), at("2026-11-21T10:00:02Z"));

        assertThat(((Data.Items) answer(today("requests_by_country")).data()).items())
                .extracting(Data.Item::key)
                .containsExactly(null, "FR");
        assertThat(scalar("requests_total", Filter.of(Attribute.COUNTRY, (String) null)))
                .isEqualTo(2L);
        assertThat(scalar("requests_total", Filter.not(Attribute.COUNTRY, (String) null)))
                .isEqualTo(1L);
        assertThat(scalar("requests_total", Filter.not(Attribute.COUNTRY, "FR")))
                .isEqualTo(2L);
        assertThat(scalar("requests_total", Filter.of(Attribute.COUNTRY, "FR", null)))
                .isEqualTo(3L);
    }

    @Test
    void onlyRequestsAreCountedUnlessTheTypeIsAskedFor() {
        stage.keep(at("2026-11-21T10:00:00Z"), at("2026-11-21T10:00:01Z").of("token_issuance"));

        assertThat(scalar("requests_total")).isEqualTo(1L);
        assertThat(scalar("token_issuances")).isEqualTo(1L);
        assertThat(scalar("requests_total", Filter.of(Attribute.TYPE, "token_issuance")))
                .isEqualTo(1L);
        assertThat(items("events_by_type"))
                .containsExactlyInAnyOrder(Map.entry("request", 1L), Map.entry("token_issuance", 1L));
    }

    @Test
    void errorsAreRequestsFrom400OnAndExplicitOnes() {
        var explicit = at("2026-11-21T10:00:03Z").status(200).route("/c");
        explicit.errorType = "timeout";
        stage.keep(
                at("2026-11-21T10:00:00Z").status(500).route("/a"),
                at("2026-11-21T10:00:01Z").status(404).route("/a"),
                at("2026-11-21T10:00:02Z").status(399).route("/b"),
                explicit);

        assertThat(scalar("errors_total")).isEqualTo(3L);
        assertThat(scalar("error_rate")).isEqualTo(0.75);
        assertThat(scalar("server_error_rate")).isEqualTo(0.25);
        assertThat(scalar("client_error_rate")).isEqualTo(0.25);
        assertThat(items("top_error_routes")).containsExactly(Map.entry("/a", 2L), Map.entry("/c", 1L));
        assertThat(scalar("requests_total", Filter.of(Attribute.ERROR, "true"))).isEqualTo(3L);
        assertThat(scalar("requests_total", Filter.of(Attribute.STATUS_CLASS, "4xx", "5xx")))
                .isEqualTo(2L);
    }

    @Test
    void meansAreOfAllEventsNotOfBuckets() {
        stage.keep(IntStream.range(0, 100)
                .mapToObj(i -> at("2026-11-21T09:00:00Z").duration(50).route("/a"))
                .toArray(Sample[]::new));
        stage.keep(
                at("2026-11-21T10:00:00Z").duration(1060).route("/a"),
                at("2026-11-21T10:00:00Z").route("/a"));

        assertThat(scalar("duration_avg")).isEqualTo(60.0);
        assertThat(((Data.Items) answer(today("slowest_routes")).data()).items())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.value()).isEqualTo(60.0);
                    assertThat(item.samples()).isEqualTo(101);
                });
    }

    @Test
    void slowRoutesRankByTheirPercentile() {
        stage.keep(IntStream.rangeClosed(1, 100)
                .mapToObj(i -> at("2026-11-21T09:00:00Z").duration(i).route("/a"))
                .toArray(Sample[]::new));
        stage.keep(
                at("2026-11-21T10:00:00Z").duration(2000).route("/b"),
                at("2026-11-21T10:00:00Z").route("/c"));

        var items = ((Data.Items) answer(today("slowest_routes_p95")).data()).items();
        assertThat(items).extracting(Data.Item::key).containsExactly("/b", "/a");
        assertThat(items.getLast().value().doubleValue()).isBetween(93.1, 96.9);
    }

    @Test
    void teamsSeeOnlyEventsOfTheirGroups() {
        stage.keep(
                at("2026-11-21T10:00:00Z").groups("blue").route("/blue"),
                at("2026-11-21T10:00:01Z").groups("blue", "red").route("/both"),
                at("2026-11-21T10:00:02Z").route("/none"));
        stage.store(List.of(
                at("2026-11-21T10:01:00Z").groups("red").route("/waits"),
                at("2026-11-21T10:01:00Z").groups("blue").route("/hidden")));

        var scope = stage.scope(NOW);
        var red = new Scope(
                scope.tenant(), scope.homeZone(), scope.floors(), Optional.of(Set.of("red", "green")), scope.now());
        var nobody = new Scope(scope.tenant(), scope.homeZone(), scope.floors(), Optional.of(Set.of()), scope.now());

        assertThat(entries(stage.read(tx -> answers.answer(tx, red, today("requests_by_route")))))
                .containsExactlyInAnyOrder(Map.entry("/both", 1L), Map.entry("/waits", 1L));
        assertThat(value(stage.read(tx -> answers.answer(tx, nobody, today("requests_total")))))
                .isEqualTo(0L);
    }

    @Test
    void whatWaitsIsCountedAsIfItWereRolledUp() {
        stage.keep(at("2026-11-20T10:00:00Z").route("/a"));
        stage.makeDay(LocalDate.parse("2026-11-20"));
        stage.store(List.of(
                at("2026-11-20T10:00:00Z").route("/a"),
                at("2026-11-21T10:00:00Z").route("/b")));

        var answer = answer(ask("requests_by_route", "2026-11-20T00:00:00Z", "2026-11-22T00:00:00Z"));

        assertThat(entries(answer)).containsExactly(Map.entry("/a", 2L), Map.entry("/b", 1L));
        assertThat(answer.meta().provenance().waitingEvents()).isEqualTo(2);
    }

    @Test
    void aStaleDayIsAnsweredFromFinerGrains() {
        stage.keep(at("2026-11-19T10:00:00Z"));
        stage.makeDay(LocalDate.parse("2026-11-19"));
        stage.keep(at("2026-11-19T11:00:00Z"));
        stage.markStale(LocalDate.parse("2026-11-19"));

        var stale = answer(ask("requests_total", "2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z"));
        assertThat(value(stale)).isEqualTo(2L);
        assertThat(stale.meta().provenance().grains()).containsExactly("hour");

        stage.makeDay(LocalDate.parse("2026-11-19"));
        var clean = answer(ask("requests_total", "2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z"));
        assertThat(value(clean)).isEqualTo(2L);
        assertThat(clean.meta().provenance().grains()).containsExactly("day");
    }

    /** A tier may keep hours for less long than others: until they are gone, days are made of them. */
    @Test
    void aStaleDayOlderThanTheTiersHoursIsReadFromThem() {
        stage.keep(at("2026-11-01T10:00:00Z"));
        stage.makeDay(LocalDate.parse("2026-11-01"));
        stage.keep(at("2026-11-01T11:00:00Z"));
        stage.markStale(LocalDate.parse("2026-11-01"));
        var week = Duration.ofDays(7);
        var floors = RetentionFloors.of(NOW, week, week, week, Duration.ofDays(730));
        var shorter = new Scope(stage.tenant(), ZoneOffset.UTC, floors, Optional.empty(), NOW);
        var question = ask("requests_total", "2026-10-30T00:00:00Z", "2026-11-03T00:00:00Z");

        var answer = stage.read(tx -> answers.answer(tx, shorter, question));

        assertThat(value(answer)).isEqualTo(2L);
        assertThatThrownBy(() -> stage.read(tx -> answers.answer(
                        tx, shorter, ask("requests_total", "2026-11-01T10:00:00Z", "2026-11-01T12:00:00Z"))))
                .isInstanceOf(RangeNotKeptException.class);
    }

    @Test
    void percentilesLieBetweenTheShortestAndTheLongest() {
        stage.keep(at("2026-11-21T10:00:00Z").route("/a").consumer("c").duration(95));

        for (var query : List.of("slowest_routes_p95", "slowest_consumers_p95")) {
            assertThat(items(query)).extracting(Map.Entry::getValue).as(query).containsExactly(95.0);
        }
    }

    @Test
    void answersSayHowManyRowsWereRead() {
        stage.keep(at("2026-11-20T10:00:00Z"), at("2026-11-20T11:00:00Z"));
        stage.keep(at("2026-11-20T11:30:00Z"));
        assertThat(rowsRead("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z")).isEqualTo(3);
        stage.makeDay(LocalDate.parse("2026-11-20"));
        assertThat(rowsRead("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z")).isEqualTo(1);
        assertThat(rowsRead("2026-11-20T10:59:59Z", "2026-11-21T00:00:00Z")).isEqualTo(2);
        assertThat(rowsRead("2026-11-20T10:00:00Z", "2026-11-20T11:30:01Z")).isEqualTo(3);

        stage.store(List.of(at("2026-11-20T12:00:00Z"), at("2026-11-20T12:00:01Z")));
        assertThat(rowsRead("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z")).isEqualTo(3);
        assertThat(rowsRead("2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z")).isZero();
    }

    private long rowsRead(String from, String to) {
        return answer(ask("requests_total", from, to)).meta().provenance().rowsRead();
    }

    @Test
    void aRangeThatIsNotKeptSaysFromWhenOnItIs() {
        var question = ask("requests_total", "2026-07-01T10:30:40Z", "2026-11-21T00:00:00Z");

        assertThatThrownBy(() -> answer(question))
                .isInstanceOfSatisfying(RangeNotKeptException.class, e -> assertThat(e.earliestFrom())
                        .isEqualTo("2026-07-02T00:00:00Z"));
        assertThat(value(answer(ask("requests_total", "2026-07-02T00:00:00Z", "2026-11-21T00:00:00Z"))))
                .isEqualTo(0L);
    }

    @Test
    void withoutACubeAnswersReachAsFarBackAsRawEvents() {
        var question = Question.of(query("slowest_routes_p95"), ago("now-40d"), TimeBound.NOW)
                .filtered(List.of(Filter.of(Attribute.USER, "u")));

        assertThatThrownBy(() -> answer(question))
                .isInstanceOfSatisfying(RangeNotKeptException.class, e -> assertThat(e.earliestFrom())
                        .isEqualTo(NOW.minusSeconds(30 * 86_400)));
    }

    @ParameterizedTest
    @CsvSource({
        "now-24h, 2026-11-20T10:30:00Z, 2026-11-21T10:31:00Z",
        "now-30d, 2026-10-22T10:00:00Z, 2026-11-21T11:00:00Z",
        "now-90d, 2026-08-23T00:00:00Z, 2026-11-21T11:00:00Z"
    })
    void relativeRangesAreWidenedToWhatIsKept(String from, Instant answeredFrom, Instant answeredTo) {
        var answer = answer(Question.of(query("requests_total"), ago(from), TimeBound.NOW));

        assertThat(answer.meta().provenance().from()).isEqualTo(answeredFrom);
        assertThat(answer.meta().provenance().to()).isEqualTo(answeredTo);
    }

    @Test
    void ninetyDaysBeginWithTheirDayIfItIsMade() {
        stage.keep(at("2026-08-23T05:00:00Z"));
        stage.makeDay(LocalDate.parse("2026-08-23"));

        var answer = answer(Question.of(query("requests_total"), ago("now-90d"), TimeBound.NOW));

        assertThat(answer.meta().provenance().from()).isEqualTo("2026-08-23T00:00:00Z");
        assertThat(value(answer)).isEqualTo(1L);
    }

    @Test
    void thePreviousPeriodEndsAtTheSameMoment() {
        stage.keep(
                new Sample(NOW.minusSeconds(5)),
                new Sample(NOW.minusSeconds(3605)),
                new Sample(NOW.minusSeconds(3595)),
                new Sample(NOW.minusSeconds(7195)),
                new Sample(NOW.minusSeconds(7245)));

        var answer = answer(Question.of(query("requests_total"), ago("now-1h"), TimeBound.NOW)
                .comparedWith(Compare.parse("previous-period")));

        // Widened to 09:30:00, so compared with 08:30:00 to 09:30:40.
        assertThat(value(answer)).isEqualTo(3L);
        assertThat(value(answer.compare().orElseThrow())).isEqualTo(2L);
    }

    @Test
    void comparedSeriesHaveBucketsInTheSameOrder() {
        stage.keep(at("2026-11-21T09:10:00Z"), at("2026-11-14T09:20:00Z"), at("2026-11-14T08:20:00Z"));

        var answer = answer(Question.of(query("requests_ts"), ago("now-2h"), TimeBound.NOW)
                .per("1h")
                .comparedWith(Compare.parse("previous-week")));

        assertThat(values(answer)).containsExactly(0L, 1L, 0L);
        assertThat(values(answer.compare().orElseThrow())).containsExactly(0L, 1L, 0L);
        assertThat(points(answer.compare().orElseThrow()).getFirst().ts()).isEqualTo(millis("2026-11-14T08:00:00Z"));
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

    @Test
    void agentsAreCalledByTheirNames() {
        var named = new Fixtures(Stage.database()).agent(stage.tenant(), "billing-bot");
        stage.keep(at("2026-11-21T10:00:00Z").agent(named));

        assertThat(((Data.Items) answer(today("requests_by_agent")).data()).items())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.key()).isEqualTo(named.toString());
                    assertThat(item.label()).isEqualTo("billing-bot");
                });
    }

    @Test
    void scalarsThatAreGroupedBecomeItems() {
        stage.keep(
                at("2026-11-21T10:00:00Z").route("/a").status(200),
                at("2026-11-21T10:00:00Z").route("/a").status(500));

        var answer = answer(today("requests_total").by(List.of(Attribute.ROUTE, Attribute.STATUS_CLASS)));

        assertThat(answer.shape()).isEqualTo(Shape.TOP_N);
        assertThat(items(answer))
                .extracting(Data.Item::keys)
                .containsExactly(List.of("/a", "2xx"), List.of("/a", "5xx"));
    }

    @Test
    void savedQueriesAreAnsweredLikeBuiltInOnes() {
        stage.keep(
                at("2026-11-21T10:00:00Z").route("/a").status(403),
                at("2026-11-21T10:00:00Z").route("/b").status(200));
        var saved = new QueryDefinition(
                "waf.blocked_per_route",
                "Blocked",
                "",
                Shape.TOP_N,
                Unit.COUNT,
                WidgetType.BAR,
                List.of(Parameter.TOP_N),
                false,
                new Formula.Sum(Measure.EVENTS),
                List.of(Attribute.ROUTE),
                List.of(Filter.of(Attribute.STATUS, "403")));
        Catalogue.validate(saved);

        assertThat(entries(answer(Question.of(saved, ago("now-1d"), TimeBound.NOW))))
                .containsExactly(Map.entry("/a", 1L));
    }

    @Test
    void questionsThatCannotBeAreRefused() {
        assertRefused("from", "INVALID_RANGE", ask("requests_total", "2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z"));
        assertRefused(
                "params.colour", "UNKNOWN_PARAMETER", today("requests_total").with(Map.of("colour", 1)));
        assertRefused(
                "params.top_n", "INVALID_PARAMETER", today("requests_by_route").with(Map.of("top_n", 0)));
        assertRefused(
                "params.top_n", "INVALID_PARAMETER", today("requests_by_route").with(Map.of("top_n", 1.5)));
        assertRefused(
                "params.top_n", "INVALID_PARAMETER", today("requests_by_route").with(Map.of("top_n", "many")));
        assertRefused("bucket", "INVALID_BUCKET", today("requests_ts").per("2m"));
        assertRefused(
                "bucket",
                "TOO_MANY_BUCKETS",
                Question.of(query("requests_ts"), ago("now-30d"), TimeBound.NOW).per("1m"));
        assertRefused("groupBy", "NOT_GROUPABLE", today("traffic_pattern").by(List.of(Attribute.ROUTE)));
    }

    @Test
    void aParameterOfAnotherQueryIsIgnored() {
        assertThat(value(answer(today("requests_total").with(Map.of("top_n", 5, "threshold_ms", 100)))))
                .isEqualTo(0L);
    }

    private void assertRefused(String field, String code, Question question) {
        assertThatThrownBy(() -> answer(question)).isInstanceOfSatisfying(QuestionException.class, e -> {
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.code()).isEqualTo(code);
        });
    }

    private long count(String from, String to) {
        return value(answer(ask("requests_total", from, to))).longValue();
    }

    private List<Number> counts(Question question) {
        return values(answer(question));
    }

    private Object scalar(String query, Filter... filters) {
        return value(answer(today(query).filtered(List.of(filters))));
    }

    private List<Map.Entry<String, Number>> items(String query) {
        return entries(answer(today(query)));
    }

    private Answer answer(Question question) {
        return stage.read(tx -> answers.answer(tx, stage.scope(NOW), question));
    }

    private static Question today(String query) {
        return ask(query, "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z");
    }

    private static Question ask(String query, String from, String to) {
        return Question.of(query(query), TimeBound.parse("from", from), TimeBound.parse("to", to));
    }

    private static QueryDefinition query(String id) {
        return Catalogue.builtIn().find(id).orElseThrow();
    }

    private static TimeBound ago(String text) {
        return TimeBound.parse("from", text);
    }

    private static Number value(Answer answer) {
        return ((Data.Scalar) answer.data()).value();
    }

    private static List<Data.Item> items(Answer answer) {
        return ((Data.Items) answer.data()).items();
    }

    private static List<Map.Entry<String, Number>> entries(Answer answer) {
        return items(answer).stream()
                .map(item -> Map.entry(String.valueOf(item.key()), item.value()))
                .toList();
    }

    private static List<Data.Point> points(Answer answer) {
        return ((Data.Points) answer.data()).points();
    }

    private static List<Number> values(Answer answer) {
        return points(answer).stream().map(Data.Point::value).toList();
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
