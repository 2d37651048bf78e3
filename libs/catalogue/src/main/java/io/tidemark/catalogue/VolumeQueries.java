package io.tidemark.catalogue;

import static io.tidemark.catalogue.Builtin.heatmap;
import static io.tidemark.catalogue.Builtin.pie;
import static io.tidemark.catalogue.Builtin.requests;
import static io.tidemark.catalogue.Builtin.scalar;
import static io.tidemark.catalogue.Builtin.series;
import static io.tidemark.catalogue.Builtin.top;

import io.tidemark.catalogue.Formula.Named;
import io.tidemark.catalogue.Formula.PerSecond;
import io.tidemark.catalogue.Formula.Several;
import io.tidemark.catalogue.Formula.Sum;
import io.tidemark.catalogue.Formula.Week;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.rollups.Measure;
import java.util.List;

/** How much traffic there is. */
final class VolumeQueries {

    static final List<QueryDefinition> ALL = List.of(
            requests(scalar(
                    "requests_total",
                    "Total requests",
                    "Total number of requests over the time window",
                    Unit.COUNT,
                    Formula.COUNT)),
            requests(series(
                    "requests_per_second",
                    "Requests per second",
                    "Request rate over time",
                    Unit.PER_SECOND,
                    WidgetType.LINE,
                    new PerSecond(Measure.EVENTS))),
            requests(series(
                    "requests_ts",
                    "Requests over time",
                    "Number of requests over time",
                    Unit.COUNT,
                    WidgetType.AREA,
                    Formula.COUNT)),
            requests(pie(
                    "requests_by_status", "Requests by status", "Distribution of HTTP status codes", Attribute.STATUS)),
            requests(pie(
                    "requests_by_status_class",
                    "Requests by status class",
                    "Distribution of 2xx, 3xx, 4xx and 5xx",
                    Attribute.STATUS_CLASS)),
            requests(series(
                    "requests_by_status_class_ts",
                    "Requests by status class over time",
                    "2xx / 3xx / 4xx / 5xx counts over time",
                    Unit.COUNT,
                    WidgetType.AREA,
                    new Several(List.of(
                            new Named("2xx", new Sum(Measure.STATUS_2XX)),
                            new Named("3xx", new Sum(Measure.STATUS_3XX)),
                            new Named("4xx", new Sum(Measure.STATUS_4XX)),
                            new Named("5xx", new Sum(Measure.STATUS_5XX)))))),
            requests(pie("requests_by_method", "Requests by method", "Distribution of HTTP methods", Attribute.METHOD)),
            series(
                    "traffic_in_out_ts",
                    "Traffic in and out",
                    "Bytes in and out over time",
                    Unit.BYTES,
                    WidgetType.AREA,
                    new Several(List.of(
                            new Named("data_in", new Sum(Measure.BYTES_IN)),
                            new Named("data_out", new Sum(Measure.BYTES_OUT))))),
            scalar("bytes_in_total", "Bytes in", "Total bytes received", Unit.BYTES, new Sum(Measure.BYTES_IN)),
            scalar("bytes_out_total", "Bytes out", "Total bytes sent", Unit.BYTES, new Sum(Measure.BYTES_OUT)),
            top(
                    "bytes_in_by_route",
                    "Bytes in by route",
                    "Routes that receive the most bytes",
                    Unit.BYTES,
                    new Sum(Measure.BYTES_IN),
                    Attribute.ROUTE),
            top(
                    "bytes_out_by_route",
                    "Bytes out by route",
                    "Routes that send the most bytes",
                    Unit.BYTES,
                    new Sum(Measure.BYTES_OUT),
                    Attribute.ROUTE),
            top(
                    "bytes_out_by_consumer",
                    "Bytes out by API key",
                    "API keys that the most bytes are sent to",
                    Unit.BYTES,
                    new Sum(Measure.BYTES_OUT),
                    Attribute.CONSUMER),
            scalar(
                    "quantity_total",
                    "Quantity",
                    "Sum of the quantities of requests",
                    Unit.COUNT,
                    new Sum(Measure.QUANTITY)),
            series(
                    "quantity_ts",
                    "Quantity over time",
                    "Sum of the quantities of requests over time",
                    Unit.COUNT,
                    WidgetType.AREA,
                    new Sum(Measure.QUANTITY)),
            top(
                    "quantity_by_route",
                    "Quantity by route",
                    "Routes with the greatest quantities",
                    Unit.COUNT,
                    new Sum(Measure.QUANTITY),
                    Attribute.ROUTE),
            top(
                    "quantity_by_consumer",
                    "Quantity by API key",
                    "API keys with the greatest quantities",
                    Unit.COUNT,
                    new Sum(Measure.QUANTITY),
                    Attribute.CONSUMER),
            heatmap(
                    "traffic_pattern",
                    "Traffic pattern",
                    "Requests by weekday and hour of the day",
                    new Week(Measure.EVENTS)),
            heatmap(
                    "error_pattern",
                    "Error pattern",
                    "Errors by weekday and hour of the day",
                    new Week(Measure.ERRORS)));

    private VolumeQueries() {}
}
