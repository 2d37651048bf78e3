package io.tidemark.bench.query;

import io.tidemark.bench.report.Timing;
import io.tidemark.catalogue.Catalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Asks both Tidemark and the plain table the same, checks that they agree, and takes the time. */
final class Interview {

    private static final int WARM_UP_ROUNDS = 10;
    private static final int RAW_AT_LEAST = 3;
    private static final int RAW_AT_MOST = 10;
    private static final long RAW_BUDGET_NANOS = 500_000_000;

    /** What an overview shows, and its widgets. */
    private static final List<String> DASHBOARD = List.of(
            "requests_total",
            "errors_total",
            "requests_per_second",
            "error_rate_ts",
            "requests_by_status_class_ts",
            "duration_percentiles_ts",
            "traffic_in_out_ts",
            "response_time_heatmap",
            "requests_by_route",
            "requests_by_apikey",
            "requests_by_country",
            "top_error_routes");

    private final Tidemark tidemark;
    private final RawEvents raw;
    private final UUID tenant;
    private final int requests;

    Interview(Tidemark tidemark, RawEvents raw, UUID tenant, int requests) {
        this.tidemark = tidemark;
        this.raw = raw;
        this.tenant = tenant;
        this.requests = requests;
    }

    /** Until the service's code is compiled. */
    void warmUp(List<Asked> all, List<String> ranges) throws IOException, InterruptedException {
        System.err.println("Warming up");
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (var asked : all) {
                for (var range : ranges) {
                    tidemark.ask(asked, range);
                }
            }
        }
    }

    List<Comparison> compareAll(List<Asked> all, List<String> ranges) throws Exception {
        var comparisons = new ArrayList<Comparison>();
        for (var range : ranges) {
            System.err.printf("Asking %d questions over %s%n", all.size(), range);
            for (var asked : all) {
                comparisons.add(compare(asked, range));
            }
        }
        return comparisons;
    }

    private Comparison compare(Asked asked, String range) throws Exception {
        var answer = tidemark.answer(asked, range);
        var query = RawQuery.of(asked, answer.range(), tenant);
        long begun = System.nanoTime();
        var differences = Agreement.differences(asked, answer, raw.ask(query.nearestRank()));
        if (!query.nearestRank().equals(query)) {
            begun = System.nanoTime();
            raw.ask(query);
        }
        long taken = System.nanoTime() - begun;
        return new Comparison(
                asked.name(),
                range,
                answer.source(),
                Timing.of(requests, () -> tidemark.ask(asked, range)),
                // What takes long varies little: once is enough, where three times would take the better part of an
                // hour.
                requests == 1 || taken > RAW_BUDGET_NANOS
                        ? Timing.once(taken)
                        : Timing.of(RAW_AT_LEAST, RAW_AT_MOST, RAW_BUDGET_NANOS, () -> raw.ask(query)),
                differences);
    }

    /** A dashboard in one request, beside its widgets asked of raw events one after the other. */
    List<Comparison> dashboards(Catalogue catalogue, List<Comparison> comparisons, List<String> ranges)
            throws Exception {
        var widgets = DASHBOARD.stream()
                .flatMap(id -> catalogue.find(id).stream())
                .map(query -> new Asked(query, List.of()))
                .toList();
        var dashboards = new ArrayList<Comparison>();
        for (var range : ranges) {
            var rows = comparisons.stream()
                    .filter(row -> row.range().equals(range) && DASHBOARD.contains(row.query()))
                    .map(Comparison::raw)
                    .toList();
            dashboards.add(new Comparison(
                    "dashboard of %d widgets in one request".formatted(widgets.size()),
                    range,
                    "",
                    Timing.of(requests, () -> tidemark.askAll(widgets, range)),
                    new Timing(
                            rows.stream().mapToDouble(Timing::p50).sum(),
                            rows.stream().mapToDouble(Timing::p95).sum(),
                            rows.stream().mapToDouble(Timing::p99).sum(),
                            1),
                    List.of()));
        }
        return dashboards;
    }
}
