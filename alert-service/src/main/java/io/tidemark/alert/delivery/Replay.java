package io.tidemark.alert.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Deliveries to be sent once more. */
@RegisterForReflection
@Schema(name = "Replay")
record Replay(
        @Schema(description = "Created then or later.") @NotNull
        Instant from,

        @Schema(description = "Created before then.") @NotNull
        Instant to,

        @Schema(description = "`delivered`, `failed` or `cancelled`; all of these if absent.") @Nullable
        String status) {

    /**
     * How many there are.
     *
     * @param more whether there are more in the range: it was too large for one go
     */
    @RegisterForReflection
    @Schema(name = "Replayed")
    record Replayed(int replayed, boolean more) {}
}
