package io.tidemark.platform.cache;

import java.time.Duration;

/**
 * How long an answer is good, and how many are kept.
 *
 * @param refresh from this age on, an answer that is used is renewed in the background
 * @param fresh no answer is given beyond this age while the source answers
 * @param stale no answer is given beyond this age, even while the source is away
 * @param found how many answers are kept
 * @param missing how many keys without an answer are kept, apart, so that wrong keys never push out right ones
 */
public record Freshness(Duration refresh, Duration fresh, Duration stale, int found, int missing) {

    /** Credentials and tenants: a revocation works within two seconds, an outage of a minute is bridged. */
    public static final Freshness CREDENTIALS =
            new Freshness(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(60), 20_000, 50_000);
}
