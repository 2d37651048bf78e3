package io.tidemark.query.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.Problems;
import io.tidemark.query.cache.Given;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Reply;
import io.tidemark.query.catalogue.Attempt.Refused;
import io.tidemark.query.catalogue.Attempt.Sent;
import io.tidemark.query.gate.Analytics;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/analytics/_query")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
@Analytics
@ReadLimited
class QueryResource {

    private static final int LONGEST_ID = 100;

    private final Inquiries inquiries;
    private final QueryService service;
    private final ObjectMapper json;
    private final InstantSource clock;

    QueryResource(Inquiries inquiries, QueryService service, ObjectMapper json, InstantSource clock) {
        this.inquiries = inquiries;
        this.service = service;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "query",
            summary = "Ask a query of the catalogue",
            description =
                    "Answers of moving ranges are kept for 3 seconds, those of past ones for 5; `Age` says how old"
                            + " one is, and `Cache-Control: no-cache` asks anew.")
    @APIResponseSchema(QueryAnswer.class)
    @APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
    @APIResponse(responseCode = "404", description = "`QUERY_NOT_FOUND`")
    @APIResponse(responseCode = "422", description = "`RANGE_NOT_KEPT`: `earliestFrom` says where a range may begin")
    public Uni<RestResponse<String>> query(@NotNull QueryRequest request) {
        var inquiry = inquiries.current(Set.of());
        return service.answer(inquiry, List.of(new Sent(request))).flatMap(given -> switch (given.getFirst()) {
            case Given.Body body ->
                Uni.createFrom().item(Reply.of(body, Rendering.text(body), inquiry, clock.instant()));
            case Given.Failure(var cause) -> Uni.createFrom().failure(cause);
        });
    }

    @POST
    @Path("/batch")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "queryBatch",
            summary = "Ask up to 50 queries at once",
            description =
                    "Answered in order, those that are not cached from one snapshot; a query that cannot be answered"
                            + " has a problem instead and does not fail the others.")
    @APIResponseSchema(BatchAnswer.class)
    public Uni<BatchAnswer> queryBatch(@NotNull @Valid BatchRequest request) {
        var inquiry = inquiries.current(Set.of());
        var attempts = request.queries().stream().map(this::read).toList();
        return service.answer(inquiry, attempts).map(given -> answer(request.queries(), given));
    }

    private Attempt read(JsonNode query) {
        try {
            return query.isObject()
                    ? new Sent(json.treeToValue(query, QueryRequest.class))
                    : new Refused(ProblemException.invalid("queries", "must be objects"));
        } catch (JsonProcessingException e) {
            return new Refused(e);
        }
    }

    private static BatchAnswer answer(List<JsonNode> queries, List<Given> given) {
        var results = new ArrayList<BatchAnswer.Result>();
        for (int i = 0; i < given.size(); i++) {
            var id = id(queries.get(i));
            results.add(
                    switch (given.get(i)) {
                        case Given.Body body -> new BatchAnswer.Result(id, Rendering.text(body), null);
                        case Given.Failure(var cause) -> new BatchAnswer.Result(id, null, Problems.of(cause));
                    });
        }
        return new BatchAnswer(results);
    }

    private static @Nullable String id(JsonNode query) {
        var id = query.path("id").textValue();
        return id == null || id.length() > LONGEST_ID ? null : id;
    }
}
