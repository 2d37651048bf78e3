package io.tidemark.query.dimension;

import static io.tidemark.query.range.SharedParameters.CURSOR;
import static io.tidemark.query.range.SharedParameters.FROM;
import static io.tidemark.query.range.SharedParameters.LIMIT;
import static io.tidemark.query.range.SharedParameters.SHARED;
import static io.tidemark.query.range.SharedParameters.TO;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.QuestionException;
import io.tidemark.catalogue.TimeBound;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Range;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.range.PageLimit;
import io.tidemark.questions.Refusals;
import io.tidemark.questions.Scopes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/analytics/dimensions/{name}/values")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class DimensionResource {

    private static final String PREFIX = "prefix";
    private static final Set<String> PARAMETERS = Set.of(FROM, TO, PREFIX, LIMIT, CURSOR);
    private static final String USUAL_FROM = "now-7d";
    private static final String USUAL_TO = "now";
    private static final int USUAL_LIMIT = 20;

    private final Inquiries inquiries;
    private final Answers answers;
    private final Scopes scopes;
    private final DimensionRepository repository;

    DimensionResource(Inquiries inquiries, Answers answers, Scopes scopes, DimensionRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.scopes = scopes;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listDimensionValues",
            summary = "Values that events have of a filter, for a search field",
            description = "Those with the most events first. Agents are found by their names.")
    @APIResponseSchema(DimensionValues.class)
    @APIResponse(responseCode = "404", description = "There is no filter of this name")
    @Parameter(name = "name", in = ParameterIn.PATH, description = "The name of a filter, such as `route`.")
    @Parameter(
            name = PREFIX,
            in = ParameterIn.QUERY,
            description = "What values begin with, in upper or lower case; it has no wildcards.",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = FROM,
            in = ParameterIn.QUERY,
            description = "`now`, `now-15m` (s, m, h, d, w) or RFC 3339. By default `now-7d`.",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = TO,
            in = ParameterIn.QUERY,
            description = "Written as `from`; excluded. By default `now`.",
            schema = @Schema(implementation = String.class))
    @Extension(name = SHARED, value = LIMIT + " " + CURSOR)
    public Uni<RestResponse<String>> list(@RestPath String name) {
        var inquiry = inquiries.current(PARAMETERS);
        var attribute = Attribute.find(name)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND.problem("There is no such filter.")));
        var from = bound(inquiry, FROM, USUAL_FROM);
        var to = bound(inquiry, TO, USUAL_TO);
        if (!from.at(inquiry.now()).isBefore(to.at(inquiry.now()))) {
            throw ProblemException.invalid(ProblemType.INVALID_DATE_RANGE, FROM, "must be before to");
        }
        var prefix = Optional.ofNullable(inquiry.parameter(PREFIX)).orElse("");
        var limit = PageLimit.parse(inquiry.parameter(LIMIT), USUAL_LIMIT);
        var cursor = Optional.ofNullable(inquiry.parameter(CURSOR));
        var selection = new Selection(prefix, cursor.map(Selection::position), limit);
        var parameters = Map.of(
                "name",
                attribute.apiName(),
                FROM,
                from.toString(),
                TO,
                to.toString(),
                PREFIX,
                prefix,
                LIMIT,
                Integer.toString(limit),
                CURSOR,
                cursor.orElse(""));
        return answers.answer(inquiry, Endpoint.DIMENSION_VALUES, parameters, asOf -> {
            var range = Range.asked(from.at(asOf), from.isRelative(), to.at(asOf), to.isRelative());
            return repository.list(scopes.of(inquiry.tenant(), inquiry.teams(), asOf), attribute, range, selection);
        });
    }

    private static TimeBound bound(Inquiry inquiry, String name, String usual) {
        try {
            return TimeBound.parse(
                    name, Optional.ofNullable(inquiry.parameter(name)).orElse(usual));
        } catch (QuestionException e) {
            throw Refusals.of(e);
        }
    }
}
