package io.tidemark.alert.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Makes one number of a series' values; a number that stands alone stays as it is, unless values are counted. */
@Schema(name = "Reducer")
public enum Reducer {
    @JsonProperty("avg")
    AVG,
    @JsonProperty("min")
    MIN,
    @JsonProperty("max")
    MAX,
    @JsonProperty("sum")
    SUM,
    @JsonProperty("last")
    LAST,
    @JsonProperty("count")
    COUNT;

    /** Of the values that there are, in the order of time; empty if there are none and it is not these that count. */
    public OptionalDouble of(List<Double> values) {
        if (this == COUNT) {
            return OptionalDouble.of(values.size());
        }
        if (values.isEmpty()) {
            return OptionalDouble.empty();
        }
        var numbers = values.stream().mapToDouble(Double::doubleValue);
        return switch (this) {
            case AVG -> numbers.average();
            case MIN -> numbers.min();
            case MAX -> numbers.max();
            case SUM -> OptionalDouble.of(numbers.sum());
            case LAST -> OptionalDouble.of(values.getLast());
            case COUNT -> OptionalDouble.of(values.size());
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
