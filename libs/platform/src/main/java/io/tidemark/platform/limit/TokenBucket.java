package io.tidemark.platform.limit;

import java.time.Duration;

/**
 * A bucket that holds what may pass within a second and refills continuously. Immutable; {@code take.lua} is the same
 * arithmetic in Redis.
 *
 * <p>An amount larger than the bucket passes when the bucket is full and leaves it in debt, so that a large batch is
 * possible and the rate is kept all the same.
 *
 * @param tokens what is left; negative while in debt
 * @param at when that was, in microseconds
 */
record TokenBucket(double tokens, long at) {

    private static final double MICROS = 1_000_000;

    // Refilling rounds: a wait that was answered exactly must be enough.
    private static final double ROUNDING = 1e-6;

    static TokenBucket full(long perSecond, long now) {
        return new TokenBucket(perSecond, now);
    }

    /** What becomes of the bucket and of the request that wants the amount. */
    Taken take(long amount, long perSecond, long now) {
        var refilled = refill(perSecond, now);
        var needed = Math.min(amount, perSecond);
        if (refilled.tokens + ROUNDING < needed) {
            var wait = micros((needed - refilled.tokens) * MICROS / perSecond);
            return new Taken(refilled, refilled.decision(false, perSecond, wait));
        }
        var left = new TokenBucket(refilled.tokens - amount, refilled.at);
        return new Taken(left, left.decision(true, perSecond, Duration.ZERO));
    }

    /** A clock that went back refills nothing. */
    private TokenBucket refill(long perSecond, long now) {
        var elapsed = Math.max(0, now - at);
        return new TokenBucket(
                Math.min((double) perSecond, tokens + elapsed * (perSecond / MICROS)), Math.max(at, now));
    }

    private Decision decision(boolean allowed, long perSecond, Duration retryAfter) {
        var remaining = (long) Math.floor(Math.max(0, tokens + ROUNDING));
        return new Decision(
                allowed, perSecond, remaining, micros((perSecond - tokens) * MICROS / perSecond), retryAfter);
    }

    private static Duration micros(double micros) {
        return Duration.ofNanos((long) Math.ceil(micros) * 1000);
    }

    record Taken(TokenBucket bucket, Decision decision) {}
}
