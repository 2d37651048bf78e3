package io.tidemark.query.rotations;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.range.DateRangeRule;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/analytics/credential-rotations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@Analytics
@ReadLimited
class CredentialRotationsResource {

    private static final Set<String> PARAMETERS = Set.of("from", "to", "sort", "limit", "cursor");
    private static final int LONGEST = 365;
    private static final int USUAL_LIMIT = 100;

    private final Inquiries inquiries;
    private final Answers answers;
    private final CredentialRotationsRepository repository;

    CredentialRotationsResource(Inquiries inquiries, Answers answers, CredentialRotationsRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getCredentialRotations", summary = "Credential rotations per agent, over up to 365 days")
    @APIResponseSchema(CredentialRotations.class)
    public Uni<RestResponse<String>> getCredentialRotations(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String sort,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var inquiry = inquiries.current(PARAMETERS);
        var range = new DateRangeRule(inquiry.today(), LONGEST).parse(from, to);
        var order = RotationQuery.parseSort(sort);
        var after = RotationQuery.Position.parse(cursor, order);
        var query = new RotationQuery(range, order, after, PageLimit.parse(limit, USUAL_LIMIT));
        return answers.answer(
                inquiry, Endpoint.CREDENTIAL_ROTATIONS, query.parameters(), asOf -> rotations(inquiry, query, asOf));
    }

    private Uni<CredentialRotations> rotations(Inquiry inquiry, RotationQuery query, Instant asOf) {
        var days = query.range().days().size();
        return repository
                .list(inquiry.tenant(), query)
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
