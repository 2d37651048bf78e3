package io.tidemark.alert.silence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is silenced, as it is stored: all that has the labels, of one rule or of all. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record SilenceDefinition(
        @Nullable UUID alertId,
        Map<String, String> labels,
        String comment,
        @Nullable Recurrence schedule) {

    SilenceDefinition {
        labels = Map.copyOf(labels);
    }
}
