package io.tidemark.alert.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.alert.endpoint.EndpointUrl;
import io.tidemark.alert.format.Format;
import io.tidemark.alert.log.EventType;
import io.tidemark.alert.log.Severity;
import io.tidemark.alert.signature.Scheme;
import io.tidemark.platform.version.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody to tell, and of what. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Webhook")
record Webhook(
        UUID id,
        String name,
        Channel channel,

        @Schema(description = "Without its path for those who may not change it: often that is a secret.") @Nullable
        String url,

        @Nullable List<String> recipients,
        List<EventType> eventTypes,
        List<Severity> severities,
        Map<String, String> labels,
        Format format,
        @Nullable Scheme signature,

        @Schema(description = "Of `v1a`: what verifies, `whpk_…`; two while a secret is being replaced.")
        List<String> publicKeys,

        boolean enabled,

        @Schema(description = "`gone` if the receiver answered 410, `failing` if it failed for too long.") @Nullable
        String disabledReason,

        @Schema(description = "The first failure since the last success.") @Nullable
        Instant failingSince,

        Instant createdAt,
        Instant updatedAt,

        @Schema(description = "What signs, `whsec_…` or `whsk_…`: shown once, by the creation.") @Nullable
        String secret,

        @JsonIgnore Version version) {

    Webhook withSecret(String shown) {
        return with(url, shown);
    }

    /** As somebody sees it who may read only. */
    Webhook masked() {
        return url == null ? this : with(EndpointUrl.parse(url).origin(), secret);
    }

    private Webhook with(@Nullable String otherUrl, @Nullable String otherSecret) {
        return new Webhook(
                id,
                name,
                channel,
                otherUrl,
                recipients,
                eventTypes,
                severities,
                labels,
                format,
                signature,
                publicKeys,
                enabled,
                disabledReason,
                failingSince,
                createdAt,
                updatedAt,
                otherSecret,
                version);
    }
}
