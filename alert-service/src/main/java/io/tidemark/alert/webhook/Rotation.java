package io.tidemark.alert.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.alert.signature.Scheme;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The replacement of a webhook's secret. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SecretRotation")
record Rotation(
        @Schema(description = "The new secret, shown once.") String secret,
        Scheme signature,

        @Schema(description = "Of `v1a`: what verifies the new signatures.") @Nullable
        String publicKey,

        @Schema(description = "Until then the secrets before it sign too.")
        Instant previousExpiresAt) {

    /** What to replace it with. */
    @RegisterForReflection
    @Schema(name = "SecretRotationRequest")
    record Request(
            @Schema(
                    implementation = String.class,
                    type = SchemaType.STRING,
                    description =
                            "How long the secrets before it still sign, 24 hours if absent; `PT0S` ends them now.",
                    examples = "PT24H")
            @Nullable
            Duration overlap,

            @Schema(description = "The scheme from now on; unchanged if absent.") @Nullable
            Scheme signature) {}
}
