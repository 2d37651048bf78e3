package io.tidemark.catalogue;

import static io.tidemark.catalogue.Builtin.scalar;
import static io.tidemark.catalogue.Builtin.series;
import static io.tidemark.catalogue.Builtin.top;

import io.tidemark.catalogue.Formula.Named;
import io.tidemark.catalogue.Formula.Ratio;
import io.tidemark.catalogue.Formula.Several;
import io.tidemark.catalogue.Formula.Sum;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.rollups.Measure;
import java.util.List;

/** What goes wrong. An error is a request with status 400 or above, or with an explicit error. */
final class ErrorQueries {

    private static final Formula ERRORS = new Sum(Measure.ERRORS);
    private static final Formula CLIENT_ERRORS = new Sum(Measure.STATUS_4XX);
    private static final Formula SERVER_ERRORS = new Sum(Measure.STATUS_5XX);
    private static final Formula RATE = new Ratio(Measure.ERRORS, Measure.EVENTS);
    private static final Formula CLIENT_RATE = new Ratio(Measure.STATUS_4XX, Measure.EVENTS);
    private static final Formula SERVER_RATE = new Ratio(Measure.STATUS_5XX, Measure.EVENTS);

    static final List<QueryDefinition> ALL = List.of(
            scalar("errors_total", "Total errors", "Total errored requests over the window", Unit.COUNT, ERRORS),
            rate("error_rate_ts", "Error rate", "Fraction of errored requests over time", RATE),
            top(
                    "top_error_routes",
                    "Top error routes",
                    "Top routes by errored request count",
                    Unit.COUNT,
                    ERRORS,
                    Attribute.ROUTE),
            scalar("error_rate", "Error rate", "Fraction of errored requests", Unit.PERCENT, RATE),
            scalar(
                    "client_error_rate",
                    "Client error rate",
                    "Fraction of requests answered by 4xx",
                    Unit.PERCENT,
                    CLIENT_RATE),
            scalar(
                    "server_error_rate",
                    "Server error rate",
                    "Fraction of requests answered by 5xx",
                    Unit.PERCENT,
                    SERVER_RATE),
            rate(
                    "client_error_rate_ts",
                    "Client error rate",
                    "Fraction of requests answered by 4xx over time",
                    CLIENT_RATE),
            rate(
                    "server_error_rate_ts",
                    "Server error rate",
                    "Fraction of requests answered by 5xx over time",
                    SERVER_RATE),
            scalar("client_errors_total", "Client errors", "Requests answered by 4xx", Unit.COUNT, CLIENT_ERRORS),
            scalar("server_errors_total", "Server errors", "Requests answered by 5xx", Unit.COUNT, SERVER_ERRORS),
            series(
                    "errors_ts",
                    "Errors over time",
                    "Client errors, server errors and all errored requests over time",
                    Unit.COUNT,
                    WidgetType.LINE,
                    new Several(List.of(
                            new Named("errors", ERRORS),
                            new Named("client_errors", CLIENT_ERRORS),
                            new Named("server_errors", SERVER_ERRORS)))),
            top(
                    "top_server_error_routes",
                    "Top server error routes",
                    "Top routes by requests answered by 5xx",
                    Unit.COUNT,
                    SERVER_ERRORS,
                    Attribute.ROUTE),
            top(
                    "top_error_apis",
                    "Top error APIs",
                    "Top APIs by errored request count",
                    Unit.COUNT,
                    ERRORS,
                    Attribute.API),
            top(
                    "top_error_consumers",
                    "Top error API keys",
                    "Top API keys by errored request count",
                    Unit.COUNT,
                    ERRORS,
                    Attribute.CONSUMER),
            top(
                    "error_rate_by_route",
                    "Error rate by route",
                    "Routes by fraction of errored requests",
                    Unit.PERCENT,
                    RATE,
                    Attribute.ROUTE),
            top(
                    "error_rate_by_consumer",
                    "Error rate by API key",
                    "API keys by fraction of errored requests",
                    Unit.PERCENT,
                    RATE,
                    Attribute.CONSUMER),
            top(
                    "errors_by_type",
                    "Errors by type",
                    "Errored requests by the type of their error",
                    Unit.COUNT,
                    ERRORS,
                    Attribute.ERROR_TYPE),
            top(
                    "errors_by_category",
                    "Errors by category",
                    "Errored requests by the category of their error",
                    Unit.COUNT,
                    ERRORS,
                    Attribute.ERROR_CATEGORY),
            top(
                    "errors_by_status",
                    "Errors by status",
                    "Errored requests by HTTP status code",
                    Unit.COUNT,
                    ERRORS,
                    Attribute.STATUS));

    private ErrorQueries() {}

    private static QueryDefinition rate(String id, String name, String description, Formula formula) {
        return series(id, name, description, Unit.PERCENT, WidgetType.LINE, formula);
    }
}
