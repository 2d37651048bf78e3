package io.tidemark.alert.rule;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.alert.question.Asked;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What must be the case.
 *
 * @param series the name of one, or {@link #ANY}, {@link #ALL}, {@link #EACH}
 * @param minSamples with fewer events in the window it does not hold
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AlertCondition")
public record Condition(
        String query,
        Map<String, Object> params,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "Lists of values by the name of a filter; null stands for events without any.")
        Map<String, List<@Nullable String>> filters,

        List<String> groupBy,
        String series,
        Reducer reducer,
        Operator operator,
        double threshold,
        long minSamples,
        @Nullable Comparison compare) {

    /** One series is enough. */
    public static final String ANY = "any";

    /** Every series that there is. */
    public static final String ALL = "all";

    /** Each series is an alert of its own. */
    public static final String EACH = "each";

    public Condition {
        params = Map.copyOf(params);
        groupBy = List.copyOf(groupBy);
    }

    /** What it asks. */
    @JsonIgnore
    public Asked asked() {
        return new Asked(query, params, filters, groupBy);
    }

    @JsonIgnore
    public boolean isOfEach() {
        return series.equals(EACH);
    }
}
