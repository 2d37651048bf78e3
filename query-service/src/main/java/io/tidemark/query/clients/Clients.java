package io.tidemark.query.clients;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.criteria.Meta;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param nextCursor where the next clients begin; null if these are the last
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record Clients(
        @Schema(description = "How many there are in all.") long total,

        List<Client> items,
        @Schema(nullable = true) @Nullable String nextCursor,
        Meta meta) {

    /** Requests of one consumer, or of one kind of client software. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ClientFigures")
    record Client(
            @Schema(
                    description = "The consumer, browser, operating system, device or client class; null for requests"
                            + " that came without.",
                    nullable = true,
                    examples = "mobile-app")
            @Nullable
            String client,

            long requests,

            @Schema(description = "In percent of all requests.") @Nullable
            BigDecimal share,

            long errors,

            @Schema(description = "In percent of these requests.") @Nullable
            BigDecimal errorRate,

            @Schema(nullable = true) @Nullable BigDecimal avgLatencyMs,

            @Schema(description = "Bytes of responses.") long bytesSent,

            @Schema(description = "Bytes of requests.") long bytesReceived,

            @Schema(
                    description =
                            "The three routes with the most of these requests; null if what tells them is not kept"
                                    + " any more.",
                    nullable = true)
            @Nullable
            List<Route> topEndpoints) {}

    /** Requests of a client to one route. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ClientRoute")
    record Route(
            @Schema(nullable = true, examples = "/orders/:id") @Nullable
            String route,

            long requests,
            long errors) {}
}
