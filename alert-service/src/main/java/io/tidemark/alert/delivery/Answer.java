package io.tidemark.alert.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt. */
sealed interface Answer {

    /**
     * The receiver answered.
     *
     * @param body its beginning
     */
    record Status(int code, String body, @Nullable Duration retryAfter) implements Answer {

        /** A redirect is none: it is not followed. */
        boolean isSuccess() {
            return code / 100 == 2;
        }
    }

    /** It was handed over, and nobody answers: e-mail. */
    record Accepted() implements Answer {}

    /**
     * It did not get there, or nothing came back.
     *
     * @param reason for the log of deliveries: what went wrong, and nothing of the inside
     */
    record Failure(String reason) implements Answer {}

    /** Nothing was sent: the endpoint leads where nothing is sent. */
    record Refused(String reason) implements Answer {}
}
