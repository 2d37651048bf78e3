package io.tidemark.query.saved;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.catalogue.QuestionException;
import io.tidemark.platform.text.PlainText;
import io.tidemark.questions.FilterValues;
import io.tidemark.questions.Refusals;
import io.tidemark.questions.saved.Definition;
import io.tidemark.questions.saved.FormulaSpec;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A saved query as clients write it.
 *
 * @param filters one value, several, or null for events without any, by name
 */
@RegisterForReflection
record SavedQueryRequest(
        @Schema(description = "A namespace, a dot and a name; fixed from now on.", examples = "waf.blocked_per_route")
        @Nullable
        @Pattern(
                regexp = "[a-z][a-z0-9_]{0,31}\\.[a-z][a-z0-9_]{0,63}",
                message = "must be a namespace, a dot and a name, of lower-case letters, digits and underscores")
        String id,

        @NotBlank @Size(max = 200) @PlainText String name,
        @Nullable @Size(max = 500) @PlainText String description,

        @NotNull @Valid FormulaSpec formula,

        @Schema(description = "Names of filters; what items or series are made of.") @Nullable @Size(max = 3)
        List<@NotNull String> groupBy,

        @Schema(
                description = "What is counted, as in `_query`: values by name; `!` before a name for all others.",
                examples = "{\"status\": [\"403\"], \"!country\": [\"FR\"]}")
        @Nullable
        @Size(max = 20)
        Map<String, @Nullable FilterValues> filters,

        @NotNull @Schema(description = "`scalar`, `pie`, `topN`, `timeseries` or `heatmap`.", examples = "topN")
        String shape,

        @NotNull @Schema(description = "`count`, `rps`, `ms`, `bytes` or `percent`.", examples = "count")
        String unit,

        @NotNull
        @Schema(
                description = "`line`, `area`, `bar`, `pie`, `donut`, `scalar`, `metric`, `table` or `heatmap`.",
                examples = "bar")
        String defaultWidget,

        @Schema(description = "What questions may set: `top_n` or `threshold_ms`.") @Nullable @Size(max = 2)
        List<@NotNull String> params) {

    /**
     * The definition, found to be valid.
     *
     * @throws io.tidemark.platform.problem.ProblemException 400 that names the field
     */
    Definition definition(String id) {
        var definition = new Definition(
                formula,
                Objects.requireNonNullElse(groupBy, List.of()),
                FilterValues.lists(filters),
                shape,
                unit,
                defaultWidget,
                Objects.requireNonNullElse(params, List.of()));
        try {
            var _ = definition.query(id, name, text());
            return definition;
        } catch (QuestionException e) {
            throw Refusals.of(e);
        }
    }

    String text() {
        return Objects.requireNonNullElse(description, "");
    }
}
