package io.tidemark.questions.saved;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.catalogue.Formula;
import io.tidemark.catalogue.QuestionException;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.rollups.Measure;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a saved query's values are made, as it is written. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Formula")
public record FormulaSpec(
        @NotNull
        @Schema(
                description =
                        "`count` events; `sum` of a measure; `rate` of a measure per second; `mean` of a duration;"
                                + " `ratio` of one measure to another; `percentile` of durations; `apdex` of durations;"
                                + " number of `distinct` values of an attribute. Of heatmaps: a measure by weekday and hour of"
                                + " the `week`; `responseTimes` over time.")
        Kind kind,

        @Schema(description = "What `sum`, `rate`, `mean`, `ratio` and `week` add up; of `week` by default `events`.")
        @Nullable
        Quantity measure,

        @Schema(description = "What `ratio` divides by; by default `events`.") @Nullable
        Quantity of,

        @Schema(description = "Of `percentile`: above 0, up to 1.", examples = "0.95") @Nullable
        Double share,

        @Schema(description = "Of `distinct`: the name of a filter.", examples = "consumer") @Nullable
        String attribute) {

    /** @throws QuestionException that names the part which is missing or does not fit */
    Formula formula() {
        return switch (kind) {
            case COUNT -> Formula.COUNT;
            case SUM -> new Formula.Sum(counted(measure, "measure"));
            case RATE -> new Formula.PerSecond(counted(measure, "measure"));
            case MEAN -> mean();
            case RATIO ->
                new Formula.Ratio(
                        counted(measure, "measure"), counted(Objects.requireNonNullElse(of, Quantity.EVENTS), "of"));
            case PERCENTILE -> percentile();
            case APDEX -> new Formula.Apdex();
            case DISTINCT -> new Formula.Distinct(distinct());
            case WEEK -> new Formula.Week(counted(Objects.requireNonNullElse(measure, Quantity.EVENTS), "measure"));
            case RESPONSE_TIMES -> new Formula.ResponseTimes();
        };
    }

    private static Measure counted(@Nullable Quantity quantity, String field) {
        if (quantity == null) {
            throw invalid(field, "must be there with this kind of formula");
        }
        if (quantity.isDuration()) {
            throw invalid(field, "must not be a duration: these have a mean and percentiles");
        }
        return quantity.sum();
    }

    private Formula mean() {
        if (measure == null || !measure.isDuration()) {
            throw invalid("measure", "must be duration, overhead or backend");
        }
        return new Formula.Mean(measure.sum(), measure.count());
    }

    private Formula percentile() {
        if (share == null || !(share > 0 && share <= 1)) {
            throw invalid("share", "must be above 0, up to 1");
        }
        return new Formula.Percentile(share);
    }

    private Attribute distinct() {
        if (attribute == null) {
            throw invalid("attribute", "must be there with this kind of formula");
        }
        return Attribute.find(attribute).orElseThrow(() -> invalid("attribute", "is not the name of a filter"));
    }

    private static QuestionException invalid(String field, String message) {
        return new QuestionException("formula." + field, "INVALID_FORMULA", message);
    }

    /** Kinds of formulas. */
    @Schema(name = "FormulaKind")
    public enum Kind {
        @JsonProperty("count")
        COUNT,
        @JsonProperty("sum")
        SUM,
        @JsonProperty("rate")
        RATE,
        @JsonProperty("mean")
        MEAN,
        @JsonProperty("ratio")
        RATIO,
        @JsonProperty("percentile")
        PERCENTILE,
        @JsonProperty("apdex")
        APDEX,
        @JsonProperty("distinct")
        DISTINCT,
        @JsonProperty("week")
        WEEK,
        @JsonProperty("responseTimes")
        RESPONSE_TIMES
    }
}
