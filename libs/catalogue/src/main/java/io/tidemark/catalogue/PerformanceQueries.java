package io.tidemark.catalogue;

import static io.tidemark.catalogue.Builtin.heatmap;
import static io.tidemark.catalogue.Builtin.scalar;
import static io.tidemark.catalogue.Builtin.series;
import static io.tidemark.catalogue.Builtin.top;

import io.tidemark.catalogue.Formula.Apdex;
import io.tidemark.catalogue.Formula.Mean;
import io.tidemark.catalogue.Formula.Named;
import io.tidemark.catalogue.Formula.Percentile;
import io.tidemark.catalogue.Formula.ResponseTimes;
import io.tidemark.catalogue.Formula.Several;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.rollups.Measure;
import java.util.List;

/** How long requests take. */
final class PerformanceQueries {

    private static final Formula DURATION = new Mean(Measure.DURATION_SUM, Measure.DURATION_COUNT);
    private static final Formula OVERHEAD = new Mean(Measure.OVERHEAD_SUM, Measure.OVERHEAD_COUNT);
    private static final Formula BACKEND = new Mean(Measure.BACKEND_SUM, Measure.BACKEND_COUNT);
    private static final Formula P50 = new Percentile(0.5);
    private static final Formula P75 = new Percentile(0.75);
    private static final Formula P95 = new Percentile(0.95);
    private static final Formula P99 = new Percentile(0.99);

    static final List<QueryDefinition> ALL = List.of(
            milliseconds("duration_avg_ts", "Average duration", "Average response time over time", DURATION),
            milliseconds(
                    "duration_percentiles_ts",
                    "Duration percentiles",
                    "p50 / p75 / p95 / p99 latency over time",
                    new Several(List.of(
                            new Named("p50", P50),
                            new Named("p75", P75),
                            new Named("p95", P95),
                            new Named("p99", P99)))),
            milliseconds("overhead_avg_ts", "Average overhead", "Average gateway overhead over time", OVERHEAD),
            heatmap(
                    "response_time_heatmap",
                    "Response time heatmap",
                    "Density of latency buckets over time",
                    new ResponseTimes()),
            milliseconds("backend_avg_ts", "Average backend time", "Average time of backends over time", BACKEND),
            milliseconds(
                    "time_split_ts",
                    "Where time goes",
                    "Average time of backends and of the gateway over time",
                    new Several(List.of(new Named("backend", BACKEND), new Named("overhead", OVERHEAD)))),
            milliseconds("duration_p95_ts", "95th percentile", "95th percentile of latency over time", P95),
            milliseconds("duration_p99_ts", "99th percentile", "99th percentile of latency over time", P99),
            total("duration_avg", "Average duration", "Average response time", DURATION),
            total("duration_p50", "Median duration", "Half of all requests are this fast", P50),
            total("duration_p95", "95th percentile", "95 % of all requests are this fast", P95),
            total("duration_p99", "99th percentile", "99 % of all requests are this fast", P99),
            total("overhead_avg", "Average overhead", "Average gateway overhead", OVERHEAD),
            total("backend_avg", "Average backend time", "Average time of backends", BACKEND),
            slowest("slowest_routes", "Slowest routes", "Routes by average response time", DURATION, Attribute.ROUTE),
            slowest(
                    "slowest_routes_p95",
                    "Slowest routes (p95)",
                    "Routes by 95th percentile of latency",
                    P95,
                    Attribute.ROUTE),
            slowest(
                    "slowest_routes_p99",
                    "Slowest routes (p99)",
                    "Routes by 99th percentile of latency",
                    P99,
                    Attribute.ROUTE),
            slowest("slowest_apis", "Slowest APIs", "APIs by average response time", DURATION, Attribute.API),
            slowest("slowest_apis_p95", "Slowest APIs (p95)", "APIs by 95th percentile of latency", P95, Attribute.API),
            slowest(
                    "slowest_consumers",
                    "Slowest API keys",
                    "API keys by average response time",
                    DURATION,
                    Attribute.CONSUMER),
            slowest(
                    "slowest_consumers_p95",
                    "Slowest API keys (p95)",
                    "API keys by 95th percentile of latency",
                    P95,
                    Attribute.CONSUMER),
            slowest(
                    "backend_avg_by_route",
                    "Slowest backends",
                    "Routes by average time of their backend",
                    BACKEND,
                    Attribute.ROUTE),
            slowest(
                    "overhead_avg_by_route",
                    "Overhead by route",
                    "Routes by average gateway overhead",
                    OVERHEAD,
                    Attribute.ROUTE),
            scalar(
                    "apdex",
                    "Apdex",
                    "Share of satisfied requests, tolerated ones counting half",
                    Unit.PERCENT,
                    new Apdex()),
            series(
                    "apdex_ts",
                    "Apdex over time",
                    "Share of satisfied requests over time, tolerated ones counting half",
                    Unit.PERCENT,
                    WidgetType.LINE,
                    new Apdex()),
            top(
                    "apdex_by_route",
                    "Apdex by route",
                    "Routes by share of satisfied requests, the worst first",
                    Unit.PERCENT,
                    new Apdex(),
                    Attribute.ROUTE));

    private PerformanceQueries() {}

    private static QueryDefinition milliseconds(String id, String name, String description, Formula formula) {
        return series(id, name, description, Unit.MILLISECONDS, WidgetType.LINE, formula);
    }

    private static QueryDefinition total(String id, String name, String description, Formula formula) {
        return scalar(id, name, description, Unit.MILLISECONDS, formula);
    }

    private static QueryDefinition slowest(
            String id, String name, String description, Formula formula, Attribute dimension) {
        return top(id, name, description, Unit.MILLISECONDS, formula, dimension);
    }
}
