package io.tidemark.query.snapshot;

import static io.tidemark.query.range.SharedParameters.CURSOR;
import static io.tidemark.query.range.SharedParameters.LIMIT;
import static io.tidemark.query.range.SharedParameters.SHARED;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Cursor;
import io.tidemark.platform.paging.Page;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.cache.Replies;
import io.tidemark.query.criteria.CriteriaParameters;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.range.PageLimit;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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

@Path("/analytics/snapshots")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class SnapshotResource {

    private static final int USUAL_LIMIT = 100;

    private final Inquiries inquiries;
    private final SnapshotRepository repository;
    private final Replies replies;

    SnapshotResource(Inquiries inquiries, SnapshotRepository repository, Replies replies) {
        this.inquiries = inquiries;
        this.repository = repository;
        this.replies = replies;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listSnapshots",
            summary = "What past hours, days or weeks amounted to, the latest first",
            description = "The nightly job takes them, in the tenant's home zone, and takes again those of periods that"
                    + " got late events. They are of all routes, so that a token with a `teams` claim is refused.")
    @APIResponse(responseCode = "200", description = "Snapshots")
    @Extension(name = CriteriaParameters.RANGE, value = CriteriaParameters.MONTH)
    @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            description = "By default `daily`.",
            schema = @Schema(implementation = SnapshotType.class))
    @Extension(name = SHARED, value = LIMIT + " " + CURSOR)
    public Uni<RestResponse<Page<Snapshot>>> listSnapshots() {
        var inquiry = inquiry(CriteriaParameters.names("type", LIMIT, CURSOR));
        var range = CriteriaParameters.parse(inquiry, CriteriaParameters.MONTH);
        var type = SnapshotType.parse(inquiry.parameter("type"));
        var limit = PageLimit.parse(inquiry.parameter(LIMIT), USUAL_LIMIT);
        var from = range.from().at(inquiry.now());
        var to = before(inquiry.parameter(CURSOR), range.to().at(inquiry.now()));
        return repository
                .list(inquiry.tenant(), type, from, to, limit + 1)
                .map(found -> Page.of(found, limit, last -> List.of(last.from().toString())))
                .map(page -> replies.of(page, inquiry));
    }

    @GET
    @Path("/compare")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "compareSnapshots", summary = "What changed from one snapshot to another of its type")
    @APIResponseSchema(Comparison.class)
    @Parameter(
            name = "a",
            in = ParameterIn.QUERY,
            required = true,
            description = "The `id` of the earlier snapshot.",
            schema = @Schema(implementation = String.class, examples = "daily:2026-03-29T00:00:00Z"))
    @Parameter(
            name = "b",
            in = ParameterIn.QUERY,
            required = true,
            description = "The `id` of the later snapshot.",
            schema = @Schema(implementation = String.class, examples = "daily:2026-03-30T00:00:00Z"))
    public Uni<RestResponse<Comparison>> compareSnapshots() {
        var inquiry = inquiry(Set.of("a", "b"));
        var a = SnapshotId.parse("a", inquiry.parameter("a"));
        var b = SnapshotId.parse("b", inquiry.parameter("b"));
        if (a.type() != b.type()) {
            throw ProblemException.invalid("b", "must be a snapshot of the same type as a");
        }
        return Uni.combine()
                .all()
                .unis(find(inquiry, a), find(inquiry, b))
                .with(Comparison::of)
                .map(comparison -> replies.of(comparison, inquiry));
    }

    /** A snapshot is of all routes: whoever is narrowed to some may not see it. */
    private Inquiry inquiry(Set<String> parameters) {
        var inquiry = inquiries.current(parameters);
        if (inquiry.teams().isPresent()) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "Snapshots are of all routes, not of single teams.");
        }
        return inquiry;
    }

    /** Where the page ends, which goes back from there. */
    private static Instant before(@Nullable String cursor, Instant to) {
        if (cursor == null) {
            return to;
        }
        try {
            return Instant.parse(Cursor.decode(cursor, 1).getFirst());
        } catch (DateTimeParseException e) {
            throw Cursor.malformed();
        }
    }

    private Uni<Snapshot> find(Inquiry inquiry, SnapshotId id) {
        return repository
                .find(inquiry.tenant(), id)
                .map(found -> found.orElseThrow(
                        () -> ProblemException.of(ProblemType.NOT_FOUND, "There is no snapshot %s.".formatted(id))));
    }
}
