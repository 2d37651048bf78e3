package io.tidemark.query.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.figures.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Two snapshots, and what changed from the first to the second. */
@RegisterForReflection
record Comparison(
        Snapshot a,
        Snapshot b,

        @Schema(description = "By the name of the figure.") Map<String, Delta> deltas,

        @Schema(description = "Protocols of either, those of `b` first.")
        List<ProtocolDelta> protocols,

        @Schema(
                description = "Top endpoints of either, those of `b` first; one that was not among the top ten there"
                        + " has null.")
        List<EndpointDelta> topEndpoints) {

    static Comparison of(Snapshot a, Snapshot b) {
        return new Comparison(a, b, deltas(a, b), protocols(a, b), endpoints(a, b));
    }

    private static Map<String, Delta> deltas(Snapshot a, Snapshot b) {
        var deltas = new LinkedHashMap<String, Delta>();
        for (var figure : Figure.values()) {
            deltas.put(figure.label, Delta.of(figure.of.apply(a), figure.of.apply(b)));
        }
        return deltas;
    }

    private static List<ProtocolDelta> protocols(Snapshot a, Snapshot b) {
        var names = new ArrayList<@Nullable String>();
        b.protocols().forEach(protocol -> names.add(protocol.protocol()));
        a.protocols().stream()
                .map(Snapshot.Protocol::protocol)
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        var before = new LinkedHashMap<@Nullable String, Long>();
        a.protocols().forEach(protocol -> before.put(protocol.protocol(), protocol.requests()));
        var after = new LinkedHashMap<@Nullable String, Long>();
        b.protocols().forEach(protocol -> after.put(protocol.protocol(), protocol.requests()));
        // All protocols are kept: one that is not there had no request.
        return names.stream()
                .map(name ->
                        new ProtocolDelta(name, Delta.of(before.getOrDefault(name, 0L), after.getOrDefault(name, 0L))))
                .toList();
    }

    private static List<EndpointDelta> endpoints(Snapshot a, Snapshot b) {
        var before = requests(a);
        var after = requests(b);
        var keys = new ArrayList<>(after.keySet());
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(keys::add);
        return keys.stream()
                .map(key -> new EndpointDelta(key.method(), key.route(), Delta.of(before.get(key), after.get(key))))
                .toList();
    }

    private static Map<Key, Long> requests(Snapshot snapshot) {
        var requests = new LinkedHashMap<Key, Long>();
        snapshot.topEndpoints()
                .forEach(endpoint -> requests.put(new Key(endpoint.method(), endpoint.route()), endpoint.requests()));
        return requests;
    }

    private record Key(@Nullable String method, @Nullable String route) {}

    /** What is compared. */
    private enum Figure {
        TOTAL_REQUESTS("totalRequests", snapshot -> BigDecimal.valueOf(snapshot.totalRequests())),
        TOTAL_ERRORS("totalErrors", snapshot -> BigDecimal.valueOf(snapshot.totalErrors())),
        ERROR_RATE("errorRate", Snapshot::errorRate),
        CLIENT_ERRORS("clientErrors", snapshot -> BigDecimal.valueOf(snapshot.clientErrors())),
        SERVER_ERRORS("serverErrors", snapshot -> BigDecimal.valueOf(snapshot.serverErrors())),
        AVG_LATENCY("avgLatencyMs", Snapshot::avgLatencyMs),
        P50_LATENCY("p50LatencyMs", Snapshot::p50LatencyMs),
        P95_LATENCY("p95LatencyMs", Snapshot::p95LatencyMs),
        P99_LATENCY("p99LatencyMs", Snapshot::p99LatencyMs),
        BYTES_SENT("totalBytesSent", snapshot -> BigDecimal.valueOf(snapshot.totalBytesSent())),
        BYTES_RECEIVED("totalBytesReceived", snapshot -> BigDecimal.valueOf(snapshot.totalBytesReceived())),
        REQUESTS_PER_SECOND("requestsPerSecond", Snapshot::requestsPerSecond),
        CONSUMERS("uniqueConsumers", snapshot -> BigDecimal.valueOf(snapshot.uniqueConsumers()));

        private final String label;

        @SuppressWarnings("ImmutableEnumChecker")
        private final Function<Snapshot, @Nullable BigDecimal> of;

        Figure(String label, Function<Snapshot, @Nullable BigDecimal> of) {
            this.label = label;
            this.of = of;
        }
    }

    /** One figure in both snapshots, and how it changed. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SnapshotDelta")
    record Delta(
            @Schema(nullable = true) @Nullable BigDecimal a,
            @Schema(nullable = true) @Nullable BigDecimal b,

            @Schema(description = "b − a; null if either is.", nullable = true) @Nullable
            BigDecimal change,

            @Schema(description = "The change in percent of a; null if that is zero or absent.", nullable = true)
            @Nullable
            BigDecimal changePercent) {

        static Delta of(@Nullable BigDecimal a, @Nullable BigDecimal b) {
            return new Delta(a, b, a == null || b == null ? null : b.subtract(a), Figures.growth(a, b));
        }

        static Delta of(@Nullable Long a, @Nullable Long b) {
            return of(a == null ? null : BigDecimal.valueOf(a), b == null ? null : BigDecimal.valueOf(b));
        }
    }

    /** How the requests of a protocol changed. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SnapshotProtocolDelta")
    record ProtocolDelta(@Schema(nullable = true) @Nullable String protocol, Delta requests) {}

    /** How the requests of an endpoint changed. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SnapshotEndpointDelta")
    record EndpointDelta(
            @Schema(nullable = true) @Nullable String method,
            @Schema(nullable = true) @Nullable String route,
            Delta requests) {}
}
