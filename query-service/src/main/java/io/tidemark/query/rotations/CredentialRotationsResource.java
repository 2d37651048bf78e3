package io.tidemark.query.rotations;

import static io.tidemark.query.range.SharedParameters.CURSOR;
import static io.tidemark.query.range.SharedParameters.FROM;
import static io.tidemark.query.range.SharedParameters.LIMIT;
import static io.tidemark.query.range.SharedParameters.SHARED;
import static io.tidemark.query.range.SharedParameters.TO;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.range.DateRangeRules;
import io.tidemark.query.range.PageLimit;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/analytics/credential-rotations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class CredentialRotationsResource {

    private static final Set<String> PARAMETERS = Set.of(FROM, TO, "sort", LIMIT, CURSOR);
    private static final int LONGEST = 365;
    private static final int USUAL_LIMIT = 100;

    private final Inquiries inquiries;
    private final Answers answers;
    private final DateRangeRules ranges;
    private final CredentialRotationsRepository repository;

    CredentialRotationsResource(
            Inquiries inquiries, Answers answers, DateRangeRules ranges, CredentialRotationsRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.ranges = ranges;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getCredentialRotations", summary = "Credential rotations per agent, over up to 365 days")
    @APIResponseSchema(CredentialRotations.class)
    @Extension(name = SHARED, value = FROM + " " + TO + " " + LIMIT + " " + CURSOR)
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "`agentName`, `rotations`, `lastRotation` or `rotationsPerDay`, with `-` before it for the"
                    + " largest first. By default `-rotations`.",
            schema = @Schema(implementation = String.class))
    public Uni<RestResponse<String>> getCredentialRotations() {
        var inquiry = inquiries.current(PARAMETERS);
        var range = ranges.of(inquiry, LONGEST).parse(inquiry.parameter(FROM), inquiry.parameter(TO));
        var order = RotationQuery.parseSort(inquiry.parameter("sort"));
        var after = RotationQuery.Position.parse(inquiry.parameter(CURSOR), order);
        var query = new RotationQuery(range, order, after, PageLimit.parse(inquiry.parameter(LIMIT), USUAL_LIMIT));
        return answers.answer(
                inquiry, Endpoint.CREDENTIAL_ROTATIONS, query.parameters(), asOf -> rotations(inquiry, query, asOf));
    }

    private Uni<CredentialRotations> rotations(Inquiry inquiry, RotationQuery query, Instant asOf) {
        var days = query.range().days().size();
        return repository
                .list(inquiry, query)
                .map(found -> new CredentialRotations(
                        inquiry.tenant().id(),
                        query.range(),
                        found.stream()
                                .limit(query.limit())
                                .map(row -> row.agent(days))
                                .toList(),
                        nextCursor(found, query),
                        asOf,
                        query.range().isBefore(inquiry.today())));
    }

    private static @Nullable String nextCursor(List<RotationRow> found, RotationQuery query) {
        return found.size() <= query.limit()
                ? null
                : found.get(query.limit() - 1).position().cursor(query.sort());
    }
}
