package io.tidemark.alert.rule;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.questions.FilterValues;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A condition as clients write it. */
@RegisterForReflection
@Schema(
        name = "AlertConditionRequest",
        requiredProperties = {"query", "operator", "threshold"})
record ConditionRequest(
        @Schema(description = "A query of the catalogue or a saved one.", examples = "server_error_rate_ts") @Nullable
        String query,

        @Schema(description = "As in `_query`; `top_n` is 100 unless stated.") @Nullable
        Map<String, @Nullable Object> params,

        @Schema(
                description = "What is looked at, as in `_query`: values by name; `!` before a name for all others.",
                examples = "{\"route\": [\"/v1/orders/:id\"]}")
        @Nullable
        Map<String, @Nullable FilterValues> filters,

        @Schema(description = "Names of filters; makes a series of each of their values.") @Nullable
        List<@Nullable String> groupBy,

        @Schema(
                description = "The name of a series, or `any`, `all`, or `each`: every series is an alert of its own,"
                        + " up to 100 of them.",
                defaultValue = "any")
        @Nullable
        String series,

        @Schema(description = "Makes one number of a time series.", defaultValue = "max") @Nullable
        Reducer reducer,

        @Nullable Operator operator,

        @Schema(examples = "0.05") @Nullable Double threshold,

        @Schema(
                description = "With fewer events in the window the condition does not hold.",
                defaultValue = "0",
                minimum = "0")
        @Nullable
        Long minSamples,

        @Schema(
                description = "`previous-period`: the threshold is held against the change since the window before, 0.5"
                        + " being half as much again. `last-4-weeks`: against the distance from the median of the same"
                        + " hour of the last four weeks, in units of their median absolute deviation.")
        @Nullable
        Comparison compare) {}
