package io.tidemark.alert.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tidemark.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a delivery has come. */
@Schema(
        name = "DeliveryStatus",
        enumeration = {"waiting", "delivered", "failed", "cancelled"})
public enum DeliveryStatus {
    /** It is to be sent, or sent again. */
    WAITING,
    /** The receiver answered with 2xx. */
    DELIVERED,
    /** It was tried as often as the schedule says. */
    FAILED,
    /** The webhook was disabled before it could be delivered. */
    CANCELLED;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The status that a request names.
     *
     * @throws ProblemException 400 if there is none
     */
    static DeliveryStatus parse(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code().equals(code))
                .findFirst()
                .orElseThrow(
                        () -> ProblemException.invalid("status", "must be waiting, delivered, failed or cancelled"));
    }
}
