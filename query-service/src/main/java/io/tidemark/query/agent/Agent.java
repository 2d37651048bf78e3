package io.tidemark.query.agent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tidemark.platform.version.Version;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An agent. One that no event has named yet goes by its id. */
@Schema(name = "Agent")
record Agent(
        UUID id,
        String name,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore Version version) {}
