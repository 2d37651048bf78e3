package io.tidemark.platform.limit;

import java.time.Duration;
import java.util.Map;

/**
 * Whether an amount may pass, and what is left.
 *
 * @param limit what may pass per second; 0 is without limit
 * @param remaining what could pass right now
 * @param resetAfter when all of the limit is available again
 * @param retryAfter when the same amount could pass; zero if it passed
 */
public record Decision(boolean allowed, long limit, long remaining, Duration resetAfter, Duration retryAfter) {

    public static final Decision UNLIMITED = new Decision(true, 0, Long.MAX_VALUE, Duration.ZERO, Duration.ZERO);

    /**
     * {@code RateLimit} and {@code RateLimit-Policy} as the IETF's httpapi group drafts them; none without a limit.
     *
     * @param policy the name of what is counted, such as {@code read}
     */
    public Map<String, String> headers(String policy) {
        if (limit == 0) {
            return Map.of();
        }
        return Map.of(
                "RateLimit-Policy", "\"%s\";q=%d;w=1".formatted(policy, limit),
                "RateLimit", "\"%s\";r=%d;t=%d".formatted(policy, remaining, seconds(resetAfter)));
    }

    private static long seconds(Duration duration) {
        return Math.ceilDiv(duration.toMillis(), 1000L);
    }
}
