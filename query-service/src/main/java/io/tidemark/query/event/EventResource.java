package io.tidemark.query.event;

import static io.tidemark.query.range.SharedParameters.CURSOR;
import static io.tidemark.query.range.SharedParameters.FROM;
import static io.tidemark.query.range.SharedParameters.LIMIT;
import static io.tidemark.query.range.SharedParameters.SHARED;
import static io.tidemark.query.range.SharedParameters.TO;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.QuestionException;
import io.tidemark.catalogue.TimeBound;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Page;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.cache.Replies;
import io.tidemark.query.filter.FilterParameters;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.range.PageLimit;
import io.tidemark.questions.Refusals;
import io.tidemark.questions.Scopes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/analytics/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@Analytics
@ReadLimited
class EventResource {

    private static final Set<String> PARAMETERS = Set.of(FROM, TO, LIMIT, CURSOR);
    private static final String USUAL_FROM = "now-1h";
    private static final String USUAL_TO = "now";
    private static final int USUAL_LIMIT = 100;

    // No event is accepted that is further ahead, and PostgreSQL does not know every year that can be written.
    private static final Duration FUTURE = Duration.ofDays(1);

    private final Inquiries inquiries;
    private final Scopes scopes;
    private final EventRepository repository;
    private final Replies replies;

    EventResource(Inquiries inquiries, Scopes scopes, EventRepository repository, Replies replies) {
        this.inquiries = inquiries;
        this.scopes = scopes;
        this.repository = repository;
        this.replies = replies;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listEvents",
            summary = "Raw events, newest first",
            description = "As far back as the tier keeps them; what else comes in meanwhile moves no page.")
    @Extension(name = FilterParameters.EXTENSION, value = "true", parseValue = true)
    @APIResponse(responseCode = "200", description = "Events")
    @APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
    @APIResponse(responseCode = "422", description = "`RANGE_NOT_KEPT`: `earliestFrom` says where a range may begin")
    @Parameter(
            name = FROM,
            in = ParameterIn.QUERY,
            description = "`now`, `now-15m` (s, m, h, d, w) or RFC 3339. By default `now-1h`.",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = TO,
            in = ParameterIn.QUERY,
            description = "Written as `from`; excluded. By default `now`.",
            schema = @Schema(implementation = String.class))
    @Extension(name = SHARED, value = LIMIT + " " + CURSOR)
    public Uni<RestResponse<Page<Event>>> list() {
        var inquiry = inquiries.current(PARAMETERS, FilterParameters.NAMES);
        var query = query(inquiry);
        return repository
                .list(query)
                .map(found -> Page.of(found, query.limit(), last -> EventQuery.Position.values(query.from(), last)))
                .map(page -> replies.of(page, inquiry));
    }

    private EventQuery query(Inquiry inquiry) {
        var after = EventQuery.Position.parse(inquiry.parameter(CURSOR));
        var sentFrom = bound(inquiry, FROM, USUAL_FROM);
        var from = after == null ? sentFrom : after.from();
        var to = bound(inquiry, TO, USUAL_TO);
        if (sentFrom.isAfter(to)) {
            throw ProblemException.invalid(ProblemType.INVALID_DATE_RANGE, FROM, "must not be after to");
        }
        var floors = scopes.of(inquiry.tenant(), inquiry.teams(), inquiry.now()).floors();
        var oldest = floors.raw();
        if (sentFrom.isBefore(oldest)) {
            throw ProblemException.rangeNotKept(floors.earliestRaw());
        }
        return new EventQuery(
                inquiry.tenant().id(),
                inquiry.teams(),
                FilterParameters.parse(inquiry.lists()),
                from.isBefore(oldest) ? oldest : from,
                earlier(to, inquiry.now().plus(FUTURE)),
                after,
                PageLimit.parse(inquiry.parameter(LIMIT), USUAL_LIMIT));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant bound(Inquiry inquiry, String name, String usual) {
        try {
            return TimeBound.parse(
                            name, Optional.ofNullable(inquiry.parameter(name)).orElse(usual))
                    .at(inquiry.now());
        } catch (QuestionException e) {
            throw Refusals.of(e);
        }
    }
}
