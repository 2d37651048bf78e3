package io.tidemark.query.tenant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tidemark.platform.tenancy.Tier;
import io.tidemark.platform.version.Version;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tenant, as its administrators see it. */
@Schema(name = "Tenant")
record TenantEntity(
        UUID id,
        String slug,
        String name,
        Tier tier,
        String timeZone,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore Version version) {}
