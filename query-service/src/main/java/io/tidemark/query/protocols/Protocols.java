package io.tidemark.query.protocols;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.criteria.Meta;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the requests are divided between protocols. */
@RegisterForReflection
record Protocols(
        @Schema(description = "The one with the most requests first.")
        List<Protocol> items,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(nullable = true, description = "Where the next page begins; null on the last one.")
        @Nullable
        String nextCursor,

        Meta meta) {

    /** Requests of one protocol; null for those that came without. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Protocol(
            @Schema(nullable = true, examples = "http") @Nullable
            String protocol,

            long requests,

            @Schema(description = "In percent of all requests.") @Nullable
            BigDecimal share,

            long errors,

            @Schema(description = "In percent of these requests.") @Nullable
            BigDecimal errorRate,

            @Schema(nullable = true) @Nullable BigDecimal avgLatencyMs,

            @Schema(description = "Bytes of responses.") long bytesSent,

            @Schema(description = "Bytes of requests.") long bytesReceived,

            @Schema(nullable = true) @Nullable BigDecimal requestsPerSecond) {}
}
