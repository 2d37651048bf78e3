package io.tidemark.query.failures;

import static io.tidemark.query.range.SharedParameters.CURSOR;
import static io.tidemark.query.range.SharedParameters.LIMIT;
import static io.tidemark.query.range.SharedParameters.SHARED;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Aggregation;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.catalogue.plan.Range;
import io.tidemark.catalogue.plan.RangeNotKeptException;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.criteria.AggregationRepository;
import io.tidemark.query.criteria.Aggregator;
import io.tidemark.query.criteria.Criteria;
import io.tidemark.query.criteria.CriteriaParameters;
import io.tidemark.query.criteria.Meta;
import io.tidemark.query.filter.FilterParameters;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.range.PageLimit;
import io.tidemark.query.ranking.Order;
import io.tidemark.rollups.Measure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/analytics/errors")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class ErrorsResource {

    private static final int USUAL_LIMIT = 20;
    private static final Order<ErrorSummary.Group, ErrorGroups.By> MOST_FIRST = new Order<>(ErrorGroups.By.COUNT, true);

    private final Inquiries inquiries;
    private final Answers answers;
    private final AggregationRepository aggregations;
    private final TraceSampleRepository samples;

    ErrorsResource(
            Inquiries inquiries, Answers answers, AggregationRepository aggregations, TraceSampleRepository samples) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.aggregations = aggregations;
        this.samples = samples;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getErrors",
            summary = "Errors by category and type: how many, where, since when, with sample traces",
            description = "All errors of the range are counted. Sample traces come from raw events.")
    @Extension(name = CriteriaParameters.RANGE, value = CriteriaParameters.DAY)
    @Extension(name = FilterParameters.EXTENSION, value = "true", parseValue = true)
    @Extension(name = SHARED, value = LIMIT + " " + CURSOR)
    @APIResponseSchema(ErrorSummary.class)
    public Uni<RestResponse<String>> getErrors() {
        var inquiry = inquiries.current(CriteriaParameters.names(LIMIT, CURSOR), FilterParameters.NAMES);
        var criteria = CriteriaParameters.parse(inquiry);
        var limit = PageLimit.parse(inquiry.parameter(LIMIT), USUAL_LIMIT);
        var cursor = inquiry.parameter(CURSOR);
        MOST_FIRST.check(cursor);
        var parameters = new HashMap<>(criteria.parameters());
        parameters.put(LIMIT, Integer.toString(limit));
        parameters.put(CURSOR, cursor == null ? "" : cursor);
        return answers.answer(
                inquiry, Endpoint.ERRORS, parameters, asOf -> errors(inquiry, criteria, cursor, limit, asOf));
    }

    private Uni<ErrorSummary> errors(
            Inquiry inquiry, Criteria criteria, @Nullable String cursor, int limit, Instant now) {
        return aggregations
                .read(inquiry, now, aggregator -> aggregator
                        .run(errors(criteria, criteria.rangeAt(now)))
                        .flatMap(result -> before(aggregator, criteria, result, now)
                                .map(before -> summary(result, before, cursor, limit))))
                .flatMap(summary -> samples.addSamples(inquiry, criteria.filters(), summary.items())
                        .map(summary::with));
    }

    /** Of the range before; empty if it is not kept. */
    private static Uni<Optional<Result>> before(Aggregator aggregator, Criteria criteria, Result result, Instant now) {
        return Meta.of(result.provenance())
                .range()
                .before(now)
                .map(range -> aggregator
                        .run(errors(criteria, range))
                        .map(Optional::of)
                        .onFailure(RangeNotKeptException.class)
                        .recoverWithItem(Optional.empty()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Aggregation errors(Criteria criteria, Range range) {
        return criteria.requests(range, Measure.FIRST_TIME, Measure.LAST_TIME)
                .where(Filter.of(Attribute.ERROR, "true"))
                .by(ErrorGroups.KEY);
    }

    private static ErrorSummary summary(Result result, Optional<Result> before, @Nullable String cursor, int limit) {
        var groups = ErrorGroups.of(result, before);
        var page = MOST_FIRST.page(groups, cursor, limit);
        return new ErrorSummary(
                groups.stream().mapToLong(ErrorSummary.Group::count).sum(),
                page.items(),
                page.nextCursor(),
                Meta.of(result.provenance()));
    }
}
