package io.tidemark.query.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.questions.FilterValues;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One question, as it is written. */
@RegisterForReflection
record QueryRequest(
        @Schema(
                description = "Of a batch: what the answer is named by; echoed.",
                examples = "errors-panel",
                maxLength = 100)
        @Nullable
        String id,

        @Schema(description = "The id of a query, see `_schema`.", examples = "requests_by_route") @Nullable
        String query,

        @Schema(
                description = "`now`, `now-15m` (s, m, h, d, w) or RFC 3339. By default `now-1h`.",
                examples = "now-24h")
        @Nullable
        String from,

        @Schema(description = "Written as `from`; excluded. By default `now`.", examples = "now") @Nullable
        String to,

        @Schema(
                description = "Values by the name of a filter; `!` before the name for all others.",
                examples = "{\"route\": \"pay\", \"status\": [\"500\", \"503\"], \"!country\": \"FR\"}")
        @Nullable
        Map<String, @Nullable FilterValues> filters,

        @Schema(
                description = "Values by the name of a parameter; one that only other queries use is ignored.",
                examples = "{\"top_n\": 10}")
        @Nullable
        Map<String, JsonNode> params,

        @Schema(
                description = "`1m`, `5m`, `15m`, `1h`, `6h`, `1d`, `1w`, `1M` or `auto`. By default by the range.",
                examples = "1h")
        @Nullable
        String bucket,

        @Schema(
                description = "The IANA time zone that buckets follow. By default the tenant's.",
                examples = "Europe/Paris")
        @Nullable
        String timeZone,

        @Schema(description = "Names of filters: breaks the answer down further.") @Nullable
        List<String> groupBy,

        @Schema(
                description = "`previous-period`, `previous-week`, or how much earlier, in ISO 8601: `P1D`.",
                examples = "previous-period")
        @Nullable
        String compare) {}
