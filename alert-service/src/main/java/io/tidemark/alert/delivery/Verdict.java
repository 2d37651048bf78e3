package io.tidemark.alert.delivery;

import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/** What is to be done about a delivery after an attempt. */
sealed interface Verdict {

    int GONE = 410;

    /** It has arrived. */
    record Delivered() implements Verdict {}

    /** It is tried again. */
    record Retry(Duration delay) implements Verdict {}

    /** It was tried often enough. */
    record Failed() implements Verdict {}

    /** The receiver wants no more, now and ever. */
    record Gone() implements Verdict {}

    /**
     * Judges an attempt.
     *
     * @param tries how often it was tried, this time included
     */
    static Verdict of(Answer answer, int tries, RetrySchedule schedule, DoubleSupplier random) {
        return switch (answer) {
            case Answer.Accepted _ -> new Delivered();
            case Answer.Status status when status.isSuccess() -> new Delivered();
            case Answer.Status status when status.code() == GONE -> new Gone();
            case Answer.Status status ->
                schedule.delay(tries, status.retryAfter(), random)
                        .<Verdict>map(Retry::new)
                        .orElseGet(Failed::new);
            case Answer.Failure _, Answer.Refused _ ->
                schedule.delay(tries, null, random).<Verdict>map(Retry::new).orElseGet(Failed::new);
        };
    }

    default boolean isDelivered() {
        return this instanceof Delivered;
    }

    /** As a label of metrics: one of four. */
    default String label() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
