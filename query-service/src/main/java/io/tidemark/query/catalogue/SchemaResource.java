package io.tidemark.query.catalogue;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Replies;
import io.tidemark.query.cardinality.CardinalityRepository;
import io.tidemark.query.gate.Analytics;
import io.tidemark.questions.Scopes;
import io.tidemark.questions.saved.SavedQueries;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/analytics/_schema")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
@Analytics
@ReadLimited
class SchemaResource {

    private final Inquiries inquiries;
    private final SavedQueries saved;
    private final Scopes scopes;
    private final CardinalityRepository cardinality;
    private final Replies replies;

    SchemaResource(
            Inquiries inquiries,
            SavedQueries saved,
            Scopes scopes,
            CardinalityRepository cardinality,
            Replies replies) {
        this.inquiries = inquiries;
        this.saved = saved;
        this.scopes = scopes;
        this.cardinality = cardinality;
        this.replies = replies;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getSchema", summary = "The query catalogue: built-in queries, then the tenant's own")
    @APIResponseSchema(CatalogueSchema.class)
    @APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
    public Uni<RestResponse<CatalogueSchema>> get() {
        var inquiry = inquiries.current(Set.of());
        var tenant = inquiry.tenant().id();
        return Uni.combine()
                .all()
                .unis(saved.list(tenant), cardinality.findFull(tenant))
                .with((queries, full) ->
                        CatalogueSchema.of(queries, full, scopes.of(inquiry.tenant(), inquiry.teams(), inquiry.now())))
                .map(schema -> replies.of(schema, inquiry));
    }
}
