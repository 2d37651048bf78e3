package io.tidemark.alert.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;

/** How deliveries are sent. All limits are those of one process. */
@ConfigMapping(prefix = "tidemark.webhook.delivery")
interface DeliveryConfig {

    /** Whether this process sends; false leaves it to others. */
    @WithDefault("true")
    boolean enabled();

    /** The longest that one attempt may take, from the connection to the answer's status. */
    @WithDefault("15s")
    Duration timeout();

    /** The longest that a connection may take to be made. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How long after each failed attempt the next one follows; after the last the delivery has failed. */
    @WithDefault("5s,5m,30m,2h,5h,10h,14h,20h,24h")
    List<Duration> retrySchedule();

    /** The longest that a receiver may put us off by {@code Retry-After}. */
    @WithDefault("24h")
    Duration longestRetryAfter();

    /** A webhook that has failed for so long, with no success in between, is disabled. */
    @WithDefault("5d")
    Duration disableAfter();

    /** How much of an answer's body is read and kept, in bytes. */
    @WithDefault("4096")
    @Max(65_536)
    int responseBytes();

    /** How long the queue is left alone when nothing is due. */
    @WithDefault("250ms")
    Duration pollInterval();

    /** How long what was claimed belongs to its process. Longer than an attempt and its wait for a turn. */
    @WithDefault("60s")
    Duration lease();

    /** How many deliveries are under way at once. */
    @WithDefault("512")
    @Min(1)
    int maxInFlight();

    /** How many requests one webhook gets at once. */
    @WithDefault("10")
    @Min(1)
    int maxConcurrentPerWebhook();

    /** How many requests one webhook gets in a second. */
    @WithDefault("500")
    @Min(1)
    int maxPerSecondPerWebhook();
}
