package io.tidemark.events;

import io.tidemark.events.client.Client;
import io.tidemark.events.referrer.Referrer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A valid event, normalised, ready for storage. Immutable.
 *
 * @param time to the microsecond
 * @param timed whether the sender gave the time; if not, it is the arrival
 * @param day UTC day of {@code time}
 * @param status 0 (no answer) or 100 to 599
 * @param failure the explicit error, if the sender reported one
 * @param attributes compact JSON text of an object
 */
public record Event(
        UUID id,
        String type,
        Instant time,
        boolean timed,
        LocalDate day,
        @Nullable Agent agent,
        Endpoint endpoint,
        @Nullable Integer status,
        Caller caller,
        Client client,
        Referrer referrer,
        Measures measures,
        @Nullable Failure failure,
        Correlation correlation,
        @Nullable String attributes) {

    private static final String REQUEST = "request";

    /** Stands for all values of a dimension that are one too many. */
    public static final String OTHER = ":other";

    /** What kind of error it is, even if the sender does not say; null if it is none. */
    public @Nullable String errorCategory() {
        if (failure != null) {
            return ErrorCategory.of(failure.category(), status, failure.type());
        }
        return type.equals(REQUEST) && error() ? ErrorCategory.of(null, status, null) : null;
    }

    /** Status 400 and above, or an explicit error. */
    public boolean error() {
        return failure != null || (status != null && status >= 400);
    }
}
