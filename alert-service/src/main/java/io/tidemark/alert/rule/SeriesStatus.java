package io.tidemark.alert.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.alert.state.State;
import io.tidemark.alert.state.StateRow;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a series stands.
 *
 * @param series empty if the rule has one only
 * @param value what was observed when it came there
 * @param firedAt when its latest episode began
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "AlertSeriesStatus")
record SeriesStatus(
        String series,
        State state,
        Instant since,

        @Schema(implementation = String.class, format = "date-time", nullable = true) @Nullable
        Instant firedAt,

        @Schema(nullable = true) @Nullable Double value,
        @Schema(nullable = true) @Nullable String error) {

    static SeriesStatus of(StateRow row) {
        var instance = row.instance();
        return new SeriesStatus(
                row.series(), instance.state(), instance.since(), instance.firedAt(), row.value(), row.detail());
    }
}
