package io.tidemark.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.catalogue.Formula;
import io.tidemark.catalogue.Formula.Percentile;
import io.tidemark.catalogue.QueryDefinition;
import io.tidemark.catalogue.Shape;
import io.tidemark.catalogue.Unit;
import io.tidemark.catalogue.WidgetType;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.rollups.Measure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static final String SERIES = """
            {"shape":"timeseries",
             "data":{"bucket":"1h","points":[
               {"ts":0,"value":%s,"complete":true},
               {"ts":3600000,"value":null,"complete":false}]},
             "meta":{"cube":"TOTAL","range":{"from":"1970-01-01T00:00:00Z","to":"1970-01-01T02:00:00Z"}}}""";

    private static final CellId FIRST = new CellId(0L, null, "");

    @Test
    void countsMustBeTheSame() throws IOException {
        assertThat(differences(Formula.COUNT, SERIES.formatted("1000000"), Map.of(FIRST, 1_000_000.0)))
                .isEmpty();
        assertThat(differences(Formula.COUNT, SERIES.formatted("1000000"), Map.of(FIRST, 1_000_001.0)))
                .hasSize(1);
        assertThat(differences(Formula.COUNT, SERIES.formatted("0"), Map.of())).isEmpty();
        assertThat(differences(
                        Formula.COUNT,
                        SERIES.formatted("7"),
                        Map.of(FIRST, 7.0, new CellId(3_600_000L, null, ""), 1.0)))
                .hasSize(1);
    }

    @Test
    void percentilesMayBeOffByWhatTheHistogramPromises() throws IOException {
        var p95 = new Percentile(0.95);

        assertThat(differences(p95, SERIES.formatted("101.99"), Map.of(FIRST, 100.0)))
                .isEmpty();
        assertThat(differences(p95, SERIES.formatted("98.01"), Map.of(FIRST, 100.0)))
                .isEmpty();
        assertThat(differences(p95, SERIES.formatted("102.01"), Map.of(FIRST, 100.0)))
                .hasSize(1);
        assertThat(differences(p95, SERIES.formatted("97.99"), Map.of(FIRST, 100.0)))
                .hasSize(1);
    }

    @Test
    void ratesOfTheCurrentBucketAreNotCompared() throws IOException {
        var rate = new Formula.PerSecond(Measure.EVENTS);

        assertThat(differences(
                        rate, SERIES.formatted("2.5"), Map.of(FIRST, 2.5, new CellId(3_600_000L, null, ""), 1.0)))
                .isEmpty();
    }

    @Test
    void ofItemsWithTheSameValueAnyMayBeLeftOut() throws IOException {
        var items = """
                {"shape":"topN","data":{"items":[{"key":"a","value":5},{"key":"b","value":3}]},
                 "meta":{"cube":"ENDPOINT","range":{"from":"1970-01-01T00:00:00Z","to":"1970-01-01T02:00:00Z"}}}""";
        var top = asked(Shape.TOP_N, Formula.COUNT, List.of(Attribute.ROUTE));
        var answer = Answer.of(new JsonMapper().readTree(items), Formula.COUNT);

        assertThat(Agreement.differences(top, answer, Map.of(item("a"), 5.0, item("c"), 3.0)))
                .isEmpty();
        assertThat(Agreement.differences(top, answer, Map.of(item("a"), 5.0, item("c"), 4.0)))
                .hasSize(1);
        assertThat(Agreement.differences(top, answer, Map.of(item("a"), 3.0, item("b"), 5.0)))
                .hasSize(2);
    }

    private static CellId item(String key) {
        return new CellId(null, key, "");
    }

    private static List<String> differences(Formula formula, String json, Map<CellId, Double> raw) throws IOException {
        var answer = Answer.of(new JsonMapper().readTree(json), formula);
        return Agreement.differences(asked(Shape.TIMESERIES, formula, List.of()), answer, raw);
    }

    private static Asked asked(Shape shape, Formula formula, List<Attribute> dimensions) {
        return new Asked(
                new QueryDefinition(
                        "q",
                        "Q",
                        "",
                        shape,
                        Unit.COUNT,
                        WidgetType.LINE,
                        List.of(),
                        false,
                        formula,
                        dimensions,
                        List.of()),
                List.of());
    }
}
