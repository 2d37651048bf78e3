package io.tidemark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.RetentionFloors;
import io.tidemark.rollups.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final RetentionFloors FLOORS =
            RetentionFloors.of(NOW, Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(90), Duration.ofDays(730));

    private final Catalogue catalogue = Catalogue.builtIn();

    @ParameterizedTest
    @CsvSource({
        "requests_total, SCALAR, METRIC, true, COUNT",
        "errors_total, SCALAR, METRIC, true, COUNT",
        "requests_by_status, PIE, PIE, false, COUNT",
        "requests_by_method, PIE, PIE, false, COUNT",
        "requests_by_route, TOP_N, BAR, false, COUNT",
        "requests_by_api, TOP_N, BAR, false, COUNT",
        "requests_by_apikey, TOP_N, BAR, false, COUNT",
        "requests_by_user, TOP_N, BAR, false, COUNT",
        "requests_by_domain, TOP_N, BAR, false, COUNT",
        "requests_by_country, TOP_N, BAR, false, COUNT",
        "top_error_routes, TOP_N, BAR, false, COUNT",
        "requests_per_second, TIMESERIES, LINE, true, PER_SECOND",
        "error_rate_ts, TIMESERIES, LINE, true, PERCENT",
        "duration_avg_ts, TIMESERIES, LINE, true, MILLISECONDS",
        "overhead_avg_ts, TIMESERIES, LINE, true, MILLISECONDS",
        "duration_percentiles_ts, TIMESERIES, LINE, true, MILLISECONDS",
        "traffic_in_out_ts, TIMESERIES, AREA, true, BYTES",
        "requests_by_status_class_ts, TIMESERIES, AREA, true, COUNT",
        "response_time_heatmap, HEATMAP, HEATMAP, false, COUNT"
    })
    void queriesOfTheSeedAreThere(String id, Shape shape, WidgetType widget, boolean compare, Unit unit) {
        var query = catalogue.find(id).orElseThrow();

        assertThat(query.shape()).isEqualTo(shape);
        assertThat(query.defaultWidget()).isEqualTo(widget);
        assertThat(query.supportsCompare()).isEqualTo(compare);
        assertThat(query.unit()).isEqualTo(unit);
        assertThat(query.params()).isEqualTo(shape == Shape.TOP_N ? List.of(Parameter.TOP_N) : List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server_error_rate_ts",
                "client_error_rate_ts",
                "slowest_routes",
                "apdex_ts",
                "unique_users_ts",
                "token_issuances_ts",
                "token_failures_by_agent",
                "credential_rotations",
                "traffic_pattern",
                "quantity_ts",
                "top_paths",
                "backend_avg_ts",
                "errors_by_type",
                "requests_by_browser"
            })
    void queriesBeyondTheSeedAreThere(String id) {
        assertThat(catalogue.find(id)).isPresent();
    }

    @Test
    void everyIdIsUnique() {
        var all = Stream.of(
                        VolumeQueries.ALL,
                        PerformanceQueries.ALL,
                        ErrorQueries.ALL,
                        EntityQueries.ALL,
                        AgentQueries.ALL)
                .flatMap(List::stream)
                .map(QueryDefinition::id)
                .toList();

        assertThat(all).doesNotHaveDuplicates().hasSameSizeAs(catalogue.list());
        assertThat(all).allMatch(id -> id.matches("[a-z][a-z0-9_]*"));
    }

    @Test
    void everyBuiltInQueryObeysTheRulesOfSavedOnes() {
        for (var query : catalogue.list()) {
            Catalogue.validate(saved("own." + query.id(), query.shape(), query.formula(), query.dimensions()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"requests", "waf.", ".blocked", "Waf.blocked", "waf.blocked-per-route", "waf..x"})
    void aSavedQueryHasANamespace(String id) {
        assertThatThrownBy(() -> Catalogue.validate(saved(id, Shape.SCALAR, Formula.COUNT, List.of())))
                .isInstanceOfSatisfying(
                        QuestionException.class, e -> assertThat(e.field()).isEqualTo("id"));
    }

    @Test
    void partsOfASavedQueryFitTogether() {
        var series = new Formula.Several(List.of(new Formula.Named("a", Formula.COUNT)));
        assertRefused("formula", Shape.SCALAR, series, List.of());
        assertRefused("formula", Shape.HEATMAP, Formula.COUNT, List.of());
        assertRefused("formula", Shape.TIMESERIES, new Formula.Week(Measure.EVENTS), List.of());
        assertRefused("dimensions", Shape.TOP_N, Formula.COUNT, List.of());
        assertRefused("dimensions", Shape.SCALAR, Formula.COUNT, List.of(Attribute.ROUTE));
        assertRefused("formula", Shape.SCALAR, new Formula.Sum(Measure.DURATION_MAX), List.of());
        assertRefused(
                "formula", Shape.SCALAR, new Formula.Mean(Measure.DURATION_SUM, Measure.BACKEND_COUNT), List.of());
        assertRefused("formula", Shape.TIMESERIES, new Formula.Several(List.of()), List.of());
        assertRefused(
                "formula", Shape.TIMESERIES, new Formula.Several(List.of(new Formula.Named("a", series))), List.of());
    }

    @Test
    void savedQueriesAreFoundLikeBuiltInOnes() {
        var query = saved("waf.blocked", Shape.SCALAR, Formula.COUNT, List.of());

        assertThat(catalogue.with(List.of(query)).find("waf.blocked")).contains(query);
        assertThat(catalogue.find("waf.blocked")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "requests_total, 730",
        "requests_by_user, 730",
        "duration_percentiles_ts, 730",
        "slowest_consumers_p95, 730",
        "errors_by_type, 730",
        "traffic_pattern, 90"
    })
    void theLongestRangeFollowsFromTheCubes(String id, int days) {
        assertThat(Catalogue.maxRange(catalogue.find(id).orElseThrow(), FLOORS, NOW))
                .isEqualTo(Duration.ofDays(days));
    }

    @Test
    void whatNoCubeKeepsReachesAsFarBackAsRawEvents() {
        var query = saved("own.p95_by_user", Shape.TOP_N, new Formula.Percentile(0.95), List.of(Attribute.USER));

        assertThat(Catalogue.maxRange(query, FLOORS, NOW)).isEqualTo(Duration.ofDays(30));
    }

    private static void assertRefused(String field, Shape shape, Formula formula, List<Attribute> dimensions) {
        assertThatThrownBy(() -> Catalogue.validate(saved("own.query", shape, formula, dimensions)))
                .isInstanceOfSatisfying(
                        QuestionException.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    private static QueryDefinition saved(String id, Shape shape, Formula formula, List<Attribute> dimensions) {
        return new QueryDefinition(
                id, "Name", "", shape, Unit.COUNT, WidgetType.TABLE, List.of(), true, formula, dimensions, List.of());
    }
}
