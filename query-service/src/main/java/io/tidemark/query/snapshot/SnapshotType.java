package io.tidemark.query.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The length of time that a snapshot is of, in the tenant's home zone; weeks begin on Monday. */
enum SnapshotType {
    @JsonProperty("hourly")
    HOURLY,
    @JsonProperty("daily")
    DAILY,
    @JsonProperty("weekly")
    WEEKLY;

    /**
     * The type that a request asks for; daily if for none.
     *
     * @throws ProblemException 400 if there is no such type
     */
    static SnapshotType parse(@Nullable String code) {
        return code == null
                ? DAILY
                : find(code).orElseThrow(() -> ProblemException.invalid("type", "must be hourly, daily or weekly"));
    }

    static Optional<SnapshotType> find(String code) {
        return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
    }

    /** The name as it is stored and sent. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
