package io.tidemark.bench.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.bench.history.BulkLoader;
import io.tidemark.bench.stage.Database;
import io.tidemark.catalogue.Formula;
import io.tidemark.catalogue.Formula.Named;
import io.tidemark.catalogue.Formula.Percentile;
import io.tidemark.catalogue.QueryDefinition;
import io.tidemark.catalogue.Shape;
import io.tidemark.catalogue.Unit;
import io.tidemark.catalogue.WidgetType;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.rollups.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawQueryTest {

    private static final UUID TENANT = UUID.randomUUID();
    private static final Instant FROM = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-20T12:00:00Z");

    private static Database database;
    private static RawEvents raw;

    @BeforeAll
    static void load(@TempDir Path directory) throws IOException, SQLException, InterruptedException {
        database = Database.start(directory);
        new BulkLoader(database, TENANT, 1).load(FROM.minusSeconds(3_600), TO.plusSeconds(3_600), 4_000);
        RawTable.create(database);
        raw = new RawEvents(database.connect());
    }

    @AfterAll
    static void stop() throws SQLException, IOException {
        raw.close();
        database.close();
    }

    @Test
    void seriesIsWrittenAsAnEngineerWould() {
        var percentiles = new Formula.Several(
                List.of(new Named("p50", new Percentile(0.5)), new Named("p99", new Percentile(0.99))));
        var asked = new Asked(
                query(Shape.TIMESERIES, percentiles, List.of()), List.of(Filter.of(Attribute.GROUP, "critical")));

        var query = RawQuery.of(asked, new AnsweredRange(FROM, TO, Optional.of("5m")), TENANT);

        assertThat(query.sql()).isEqualTo("""
                SELECT (extract(epoch FROM date_bin('300 seconds', "time", 'epoch')) * 1000)::bigint AS bucket, NULL::text AS key, percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_us) / 1000.0, percentile_cont(0.99) WITHIN GROUP (ORDER BY duration_us) / 1000.0
                  FROM raw_event
                 WHERE tenant_id = ? AND "time" >= ? AND "time" < ? AND (type = ?) AND (groups @> ARRAY[?]::text[]) GROUP BY 1, 2 ORDER BY 1, 2
                """);
        assertThat(query.parts()).containsExactly("p50", "p99");
        assertThat(query.parameters()).endsWith("request", "critical");
    }

    @Test
    void aPercentileByNearestRankIsTheDurationOfAnEvent() throws SQLException {
        var median = RawQuery.of(
                asked(Shape.SCALAR, new Percentile(0.5)), new AnsweredRange(FROM, TO, Optional.empty()), TENANT);
        var count = sum(ask(asked(Shape.SCALAR, Formula.COUNT), Optional.empty()));

        var microseconds = sum(raw.ask(median.nearestRank())) * 1_000;

        assertThat(microseconds).isPositive().isCloseTo(Math.rint(microseconds), within(1e-6));
        assertThat(sum(raw.ask(median)) * 1_000).isBetween(microseconds, microseconds * (1 + 10 / count));
    }

    @Test
    void itemsAreLimited() throws SQLException {
        var top = new Asked(query(Shape.TOP_N, new Formula.Sum(Measure.ERRORS), List.of(Attribute.ROUTE)), List.of());

        var values = ask(top, Optional.empty());

        assertThat(values).hasSize(10);
        assertThat(values.keySet()).allSatisfy(id -> assertThat(id.key()).startsWith("/v1/"));
    }

    @Test
    void bucketsGroupsAndTypesAddUp() throws SQLException {
        double total = sum(ask(asked(Shape.SCALAR, Formula.COUNT), Optional.empty()));

        assertThat(total).isBetween(1_500.0, 2_500.0);
        assertThat(sum(ask(asked(Shape.TIMESERIES, Formula.COUNT), Optional.of("1m"))))
                .isEqualTo(total);
        assertThat(sum(ask(asked(Shape.HEATMAP, new Formula.ResponseTimes()), Optional.of("1h"))))
                .isEqualTo(total);
        assertThat(sum(ask(asked(Shape.HEATMAP, new Formula.Week(Measure.EVENTS)), Optional.of("1h"))))
                .isEqualTo(total);
        assertThat(sum(ask(asked(Shape.PIE, Formula.COUNT, Attribute.STATUS_CLASS), Optional.empty())))
                .isEqualTo(total);
        // Some are in two groups.
        assertThat(sum(ask(asked(Shape.PIE, Formula.COUNT, Attribute.GROUP), Optional.empty())))
                .isGreaterThan(total);
        // Tokens, too.
        assertThat(sum(ask(asked(Shape.PIE, Formula.COUNT, Attribute.TYPE), Optional.empty())))
                .isGreaterThan(total);
    }

    @Test
    void negatedFiltersLetThroughWhatHasNoValue() throws SQLException {
        var every = query(Shape.SCALAR, Formula.COUNT, List.of());
        var type = Filter.not(Attribute.TYPE, (String) null);
        double all = sum(ask(new Asked(every, List.of(type)), Optional.empty()));
        double get = sum(ask(new Asked(every, List.of(type, Filter.of(Attribute.METHOD, "GET"))), Optional.empty()));
        double other = sum(ask(new Asked(every, List.of(type, Filter.not(Attribute.METHOD, "GET"))), Optional.empty()));

        assertThat(get).isPositive();
        assertThat(get + other).isEqualTo(all);
    }

    private static Map<CellId, Double> ask(Asked asked, Optional<String> bucket) throws SQLException {
        return raw.ask(RawQuery.of(asked, new AnsweredRange(FROM, TO, bucket), TENANT));
    }

    private static double sum(Map<CellId, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Asked asked(Shape shape, Formula formula, Attribute... dimensions) {
        return new Asked(query(shape, formula, List.of(dimensions)), List.of());
    }

    private static QueryDefinition query(Shape shape, Formula formula, List<Attribute> dimensions) {
        return new QueryDefinition(
                "q", "Q", "", shape, Unit.COUNT, WidgetType.METRIC, List.of(), false, formula, dimensions, List.of());
    }
}
