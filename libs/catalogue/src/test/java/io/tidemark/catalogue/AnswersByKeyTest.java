package io.tidemark.catalogue;

import static io.tidemark.catalogue.fixture.Sample.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalogue.fixture.Sample;
import io.tidemark.catalogue.fixture.Stage;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.catalogue.plan.Scope;
import io.tidemark.testing.Fixtures;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Items and series: groups, absent attributes, rankings, teams. */
class AnswersByKeyTest extends AnswersBed {

    @Test
    void anEventInSeveralGroupsCountsOnce() {
        stage.keep(
                at("2026-11-21T10:00:00Z").groups("blue", "red"),
                at("2026-11-21T10:00:01Z").groups("red"));

        assertThat(scalar("requests_total")).isEqualTo(2L);
        assertThat(scalar("requests_total", Filter.of(Attribute.GROUP, "blue", "red")))
                .isEqualTo(2L);
        assertThat(scalar("requests_total", Filter.of(Attribute.GROUP, "blue"))).isEqualTo(1L);
        assertThat(scalar("requests_total", Filter.of(Attribute.GROUP, "lue"))).isEqualTo(0L);
        assertThat(scalar("requests_total", Filter.of(Attribute.GROUP, "blue\nred")))
                .isEqualTo(0L);
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
    void aKeyWithNothingToCountKeepsItsName() {
        stage.keep(
                at("2026-11-21T09:00:00Z").route("/a").consumer("app"),
                at("2026-11-21T09:10:00Z").route("/b"));

        var answer = answer(ask("unique_consumers_ts", "2026-11-21T09:00:00Z", "2026-11-21T10:00:00Z")
                .per("1h")
                .by(List.of(Attribute.ROUTE)));

        var series = ((Data.SeriesData) answer.data()).series();
        assertThat(series).extracting(Data.Series::name).containsExactly("/a", "/b");
        assertThat(series).extracting(s -> s.points().getFirst().value()).containsExactly(1L, 0L);
        assertThat(answer.meta().notes()).isEmpty();
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
    void listsThatAreCutSaySoWhateverRanksThem() {
        stage.keep(IntStream.rangeClosed(1, 12)
                .mapToObj(i -> at("2026-11-21T09:00:00Z").duration(i).route("/" + i))
                .toArray(Sample[]::new));

        for (var query : List.of("slowest_routes", "slowest_routes_p95", "apdex_by_route", "requests_by_route")) {
            var answer = answer(today(query));
            assertThat(items(answer)).as(query).hasSize(10);
            assertThat(answer.meta().notes()).as(query).containsExactly("the first 10 of 12");
        }
        assertThat(answer(today("slowest_routes_p95").with(Map.of("top_n", 12)))
                        .meta()
                        .notes())
                .isEmpty();
    }

    @Test
    void onlyRequestsHaveAStatusClass() {
        stage.keep(
                at("2026-11-21T10:00:00Z").status(401),
                at("2026-11-21T10:00:01Z").of("token_failure").status(401));
        var any = Filter.of(Attribute.TYPE, "request", "token_failure");

        assertThat(scalar("quantity_total", any, Filter.of(Attribute.STATUS_CLASS, "4xx")))
                .isEqualTo(1L);
        assertThat(scalar("quantity_total", any, Filter.of(Attribute.STATUS_CLASS, (String) null)))
                .isEqualTo(1L);
        assertThat(scalar("quantity_total", any, Filter.of(Attribute.STATUS, "401")))
                .isEqualTo(2L);
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
}
