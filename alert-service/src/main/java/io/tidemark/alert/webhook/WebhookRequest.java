package io.tidemark.alert.webhook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.alert.format.Format;
import io.tidemark.alert.log.EventType;
import io.tidemark.alert.log.Severity;
import io.tidemark.alert.signature.Scheme;
import io.tidemark.platform.text.PlainText;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook as clients write it. */
@RegisterForReflection
record WebhookRequest(
        @NotBlank @Size(max = 200) @PlainText String name,

        @Schema(description = "`webhook` if absent; fixed from now on.") @Nullable
        Channel channel,

        @Schema(
                description =
                        "Of a webhook: where it is sent. https, no user, no fragment, port 80, 443 or from 1024 on;"
                                + " public addresses only.",
                examples = "https://hooks.example.org/tidemark")
        @Nullable
        String url,

        @Schema(description = "Of e-mail: who gets it.") @Nullable @Size(min = 1, max = 20)
        List<@NotNull @Email @Size(max = 254) String> recipients,

        @Schema(description = "All but `alert.pending` and `webhook.test` if absent.")
        @Nullable
        @Size(min = 1, max = 10)
        List<@NotNull EventType> eventTypes,

        @Schema(description = "All if absent or empty.") @Nullable @Size(max = 3)
        List<@NotNull Severity> severities,

        @Schema(description = "An event must have all of these labels.") @Nullable @Size(max = 20)
        Map<@NotBlank @Size(max = 100) String, @NotNull @Size(max = 200) String> labels,

        @Schema(description = "`standard` if absent.") @Nullable
        Format format,

        @Schema(
                description = "`v1` (HMAC-SHA256, the default) or `v1a` (Ed25519); another one comes with the next"
                        + " secret.")
        @Nullable
        Scheme signature,

        @Schema(description = "True if absent.") @Nullable Boolean enabled) {

    Channel channelOrDefault() {
        return Objects.requireNonNullElse(channel, Channel.WEBHOOK);
    }

    Format formatOrDefault() {
        var usual = channelOrDefault() == Channel.EMAIL ? Format.TEXT : Format.STANDARD;
        return Objects.requireNonNullElse(format, usual);
    }

    boolean enabledOrDefault() {
        return Objects.requireNonNullElse(enabled, true);
    }

    Interest interest() {
        return new Interest(
                eventTypes == null ? Interest.DEFAULT : Set.copyOf(eventTypes),
                severities == null ? Set.of() : Set.copyOf(severities),
                Objects.requireNonNullElse(labels, Map.of()));
    }
}
