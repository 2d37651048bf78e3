package io.tidemark.query.export;

import io.tidemark.platform.audit.Action;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.tier.TierConfig;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.criteria.CriteriaParameters;
import io.tidemark.query.filter.FilterParameters;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.slots.Slots;
import io.tidemark.questions.Scopes;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;

@Path("/analytics/export/{dataset}")
@Tag(name = "Analytics")
@Analytics
@ReadLimited
class ExportResource {

    // No event is accepted that is further ahead.
    private static final Duration FUTURE = Duration.ofDays(1);

    private static final String ROW_LIMIT = "Tidemark-Row-Limit";
    private static final String RANGE = "Tidemark-Range";
    private static final String ROWS = "Tidemark-Rows";
    private static final String TRUNCATED = "Tidemark-Truncated";

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Inquiries inquiries;
    private final TierConfig tiers;
    private final Scopes scopes;
    private final Slots slots;
    private final ExportRepository repository;
    private final Caller caller;

    ExportResource(
            Inquiries inquiries,
            TierConfig tiers,
            Scopes scopes,
            ExportConfig config,
            ExportRepository repository,
            Caller caller) {
        this.inquiries = inquiries;
        this.tiers = tiers;
        this.scopes = scopes;
        this.slots = new Slots(config.atOncePerTenant(), config.atOnce(), "Too many exports at a time.");
        this.repository = repository;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "exportDataset",
            summary = "Rows as CSV, JSON or NDJSON",
            description = "Read from raw events, in one snapshot, and sent as they are read. `metrics` are requests by"
                    + " bucket, protocol, method, endpoint and status; `endpoints` requests by endpoint, protocol and"
                    + " method; `errors` single requests that failed; all three of other events if a `type` is asked"
                    + " for. `events` are single events of any type. Durations are milliseconds with two decimals,"
                    + " rates percent; what is absent is an empty field, or null. Addresses are never stored: the"
                    + " column `client_ip` is empty. Texts that a spreadsheet would take for a formula begin with an"
                    + " apostrophe in CSV. A last record `#truncated` (CSV) or `{\"truncated\"}` says that the rows"
                    + " are not all; the trailers `Tidemark-Rows` and `Tidemark-Truncated` say so, too. After a failure"
                    + " the connection is closed without the end of the body.")
    @Extension(name = CriteriaParameters.RANGE, value = CriteriaParameters.DAY)
    @Extension(name = FilterParameters.EXTENSION, value = "true", parseValue = true)
    @Parameter(
            name = "dataset",
            in = ParameterIn.PATH,
            description = "`metrics`, `endpoints`, `errors` or `events`.",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            description = "`csv` (the default), `json` or `ndjson`.",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = "granularity",
            in = ParameterIn.QUERY,
            description =
                    "The buckets of `metrics`, in the tenant's home zone: `minute` (the default), `hour` or `day`."
                            + " The range is widened to whole buckets.",
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "200",
            description = "The rows",
            headers = {
                @Header(name = ROW_LIMIT, description = "The most rows that the tier has of an export."),
                @Header(name = RANGE, description = "From and to of the rows, separated by a slash.")
            },
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class)),
                @Content(mediaType = "application/json", schema = @Schema(implementation = Object[].class)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "422", description = "`RANGE_NOT_KEPT`: `earliestFrom` says where a range may begin")
    public RestMulti<byte[]> export(@RestPath String dataset, @Context HttpServerResponse response) {
        var exported = Dataset.find(dataset)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND, "There are exports of metrics, endpoints, errors and events."));
        var inquiry = inquiries.current(CriteriaParameters.names("format", "granularity"), FilterParameters.NAMES);
        var format = Format.parse(inquiry.parameter("format"));
        var selection = selection(inquiry, exported);
        var limit = tiers.of(inquiry.tenant().tier()).exportRows();
        var body = new ExportBody(format.rendering(exported.columns()), limit);
        var act = caller.act(Action.EXPORT_STARTED, exported.label());
        var text = slots.within(inquiry.tenant().id(), () -> repository
                        .record(act)
                        .onItem()
                        .transformToMulti(recorded -> body.of(repository.stream(selection, exported))))
                .onCompletion()
                .invoke(() -> response.putTrailer(ROWS, Long.toString(body.rows()))
                        .putTrailer(TRUNCATED, Boolean.toString(body.isCut())));
        return RestMulti.fromMultiData(text)
                .header(HttpHeaders.CONTENT_TYPE, format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s\"".formatted(name(exported, selection, format)))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("Trailer", ROWS + ", " + TRUNCATED)
                .header(ROW_LIMIT, Long.toString(limit))
                .header(RANGE, selection.from() + "/" + selection.to())
                .build();
    }

    private static String name(Dataset dataset, Selection selection, Format format) {
        return "%s-%s-%s.%s"
                .formatted(
                        dataset.label(),
                        FILE_TIME.format(selection.from()),
                        FILE_TIME.format(selection.to()),
                        format.extension());
    }

    private Selection selection(Inquiry inquiry, Dataset dataset) {
        var range = CriteriaParameters.parse(inquiry);
        var granularity = Granularity.parse(inquiry.parameter("granularity"));
        var from = range.from().at(inquiry.now());
        var to = range.to().at(inquiry.now());
        var floors = scopes.of(inquiry.tenant(), inquiry.teams(), inquiry.now()).floors();
        if (from.isBefore(floors.raw())) {
            throw ProblemException.rangeNotKept(floors.earliestRaw());
        }
        var latest = inquiry.now().plus(FUTURE);
        var exact = new Selection(
                inquiry.tenant(),
                inquiry.teams(),
                range.filters(),
                granularity,
                from,
                to.isBefore(latest) ? to : latest);
        return dataset == Dataset.METRICS ? granularity.widen(exact) : exact;
    }
}
