package io.tidemark.query.coverage;

import io.tidemark.catalogue.plan.Result;
import io.tidemark.query.coverage.EndpointCoverage.Operation;
import io.tidemark.query.coverage.EndpointCoverage.OperationName;
import io.tidemark.query.coverage.EndpointCoverage.UndocumentedRoute;
import io.tidemark.query.criteria.Measured;
import io.tidemark.query.criteria.Meta;
import io.tidemark.query.definition.ApiDefinition;
import io.tidemark.query.definition.ApiOperation;
import io.tidemark.query.figures.Figures;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds calls by method, route and status against a definition. */
final class CoverageReport {

    private static final int MOST_UNDOCUMENTED = 500;
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private static final Comparator<Operation> WORST_FIRST = Comparator.comparing(Operation::coveredPercent)
            .thenComparingLong(Operation::calls)
            .thenComparing(Operation::path)
            .thenComparing(Operation::method);

    private static final Comparator<UndocumentedRoute> MOST_FIRST = Comparator.comparingLong(UndocumentedRoute::calls)
            .reversed()
            .thenComparing(UndocumentedRoute::route, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(UndocumentedRoute::method, Comparator.nullsLast(Comparator.naturalOrder()));

    private final ApiDefinition definition;
    private final RouteTable routes;
    private final Map<ApiOperation, Usage> documented = new HashMap<>();
    private final Map<Called, Usage> undocumented = new HashMap<>();

    private record Called(@Nullable String method, @Nullable String route) {}

    CoverageReport(ApiDefinition definition) {
        this.definition = definition;
        this.routes = new RouteTable(definition);
        definition.operations().forEach(operation -> documented.put(operation, new Usage()));
    }

    /**
     * The report.
     *
     * @param calls by method, route and status
     * @param below if present, only operations that are covered less
     */
    EndpointCoverage of(Result calls, Optional<BigDecimal> below) {
        Measured.all(calls).forEach(this::add);
        var operations = definition.operations().stream().map(this::operation).toList();
        var used =
                operations.stream().filter(operation -> operation.calls() > 0).toList();
        var others = undocumented.entrySet().stream()
                .map(entry -> new UndocumentedRoute(
                        entry.getKey().method(),
                        entry.getKey().route(),
                        entry.getValue().calls(),
                        entry.getValue().errors()))
                .sorted(MOST_FIRST)
                .toList();
        return new EndpointCoverage(
                definition.name(),
                definition.title(),
                operations.size(),
                used.size(),
                Figures.percent(used.size(), operations.size()),
                operations.stream()
                        .filter(operation -> below.stream()
                                .allMatch(limit -> operation.coveredPercent().compareTo(limit) < 0))
                        .sorted(WORST_FIRST)
                        .toList(),
                unused(operations),
                used.stream()
                        .filter(Operation::deprecated)
                        .sorted(Comparator.comparingLong(Operation::calls)
                                .reversed()
                                .thenComparing(WORST_FIRST))
                        .toList(),
                others.stream().limit(MOST_UNDOCUMENTED).toList(),
                others.size(),
                Meta.of(calls.provenance()));
    }

    private void add(Measured measured) {
        var method = measured.key(0);
        var route = measured.key(1);
        var status = Objects.requireNonNullElse(measured.key(2), "0");
        find(method, route).ifPresent(usage -> usage.add(status, measured.requests(), measured.errors()));
    }

    private Optional<Usage> find(@Nullable String method, @Nullable String route) {
        if (method != null && route != null) {
            var operation = routes.find(method, route);
            if (operation.isPresent()) {
                return operation.map(documented::get);
            }
            if (!routes.isOfApi(route)) {
                return Optional.empty();
            }
        }
        return Optional.of(undocumented.computeIfAbsent(new Called(method, route), fresh -> new Usage()));
    }

    private Operation operation(ApiOperation operation) {
        var usage = documented.getOrDefault(operation, new Usage());
        var seen = usage.seen(operation);
        var percent = operation.responses().isEmpty() && usage.calls() > 0
                ? ALL
                : Figures.percent(seen.size(), operation.responses().size());
        return new Operation(
                operation.method(),
                operation.path(),
                operation.operationId(),
                operation.deprecated(),
                usage.calls(),
                usage.errors(),
                Objects.requireNonNullElse(percent, BigDecimal.ZERO),
                operation.responses().stream()
                        .filter(response -> !seen.contains(response))
                        .toList());
    }

    private static List<OperationName> unused(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.calls() == 0)
                .map(operation -> new OperationName(
                        operation.method(), operation.path(), operation.operationId(), operation.deprecated()))
                .sorted(Comparator.comparing(OperationName::path).thenComparing(OperationName::method))
                .toList();
    }
}
