package io.tidemark.query.activity;

import static io.tidemark.query.range.SharedParameters.CURSOR;
import static io.tidemark.query.range.SharedParameters.FROM;
import static io.tidemark.query.range.SharedParameters.LIMIT;
import static io.tidemark.query.range.SharedParameters.SHARED;
import static io.tidemark.query.range.SharedParameters.TO;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.range.DateRangeRules;
import io.tidemark.query.range.PageLimit;
import io.tidemark.query.range.Uuids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
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

@Path("/analytics/agent-activity")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class AgentActivityResource {

    private static final Set<String> PARAMETERS = Set.of(FROM, TO, "agentId", LIMIT, CURSOR);
    private static final int LONGEST = 90;

    private final Inquiries inquiries;
    private final Answers answers;
    private final DateRangeRules ranges;
    private final AgentActivityRepository repository;

    AgentActivityResource(
            Inquiries inquiries, Answers answers, DateRangeRules ranges, AgentActivityRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.ranges = ranges;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getAgentActivity",
            summary = "Calls, tokens and rotations per agent and day, over up to 90 days",
            description = "All agents with any event in the range, up to 1,000 at once; nextCursor leads to the others."
                    + " An agent that is asked for by agentId is there even if it did nothing. Deleted agents stay.")
    @APIResponseSchema(AgentActivity.class)
    @Extension(name = SHARED, value = FROM + " " + TO + " " + LIMIT + " " + CURSOR)
    @Parameter(
            name = "agentId",
            in = ParameterIn.QUERY,
            description = "The only agent to show.",
            schema = @Schema(implementation = String.class, format = "uuid"))
    public Uni<RestResponse<String>> getAgentActivity() {
        var inquiry = inquiries.current(PARAMETERS);
        var query = new ActivityQuery(
                ranges.of(inquiry, LONGEST).parse(inquiry.parameter(FROM), inquiry.parameter(TO)),
                Uuids.parse("agentId", inquiry.parameter("agentId")),
                Position.parse(inquiry.parameter(CURSOR)),
                PageLimit.parse(inquiry.parameter(LIMIT), PageLimit.MOST));
        return answers.answer(
                inquiry, Endpoint.AGENT_ACTIVITY, query.parameters(), asOf -> activity(inquiry, query, asOf));
    }

    private Uni<AgentActivity> activity(Inquiry inquiry, ActivityQuery query, Instant asOf) {
        // A thousand agents of ninety days take long to put together: not on the event loop, where others wait.
        var days = repository.listDays(inquiry, query).emitOn(Infrastructure.getDefaultExecutor());
        return days.map(found -> {
            if (found.isEmpty() && query.agent() != null && query.after() == null) {
                // The same for an agent of another tenant and for none at all.
                throw ProblemException.of(ProblemType.AGENT_NOT_FOUND, "The tenant has no agent with this id.");
            }
            var page = ActivityPage.of(found, query.range(), query.limit());
            return new AgentActivity(
                    inquiry.tenant().id(),
                    query.range(),
                    page.agents(),
                    page.nextCursor(),
                    asOf,
                    query.range().isBefore(inquiry.today()));
        });
    }
}
