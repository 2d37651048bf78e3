package io.tidemark.query.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Derived numbers of answers. */
public final class Figures {

    private static final int RATE_DECIMALS = 4;
    private static final int DURATION_DECIMALS = 3;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MICROS_PER_MILLI = BigDecimal.valueOf(1000);
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);

    private Figures() {}

    /** The part in percent; null of nothing. */
    public static @Nullable BigDecimal percent(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part)
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(whole), RATE_DECIMALS, RoundingMode.HALF_UP);
    }

    /** By how much it grew, in percent; null if it was nothing. */
    public static @Nullable BigDecimal growth(@Nullable BigDecimal before, @Nullable BigDecimal after) {
        return before == null || after == null || before.signum() == 0
                ? null
                : after.subtract(before).multiply(HUNDRED).divide(before.abs(), RATE_DECIMALS, RoundingMode.HALF_UP);
    }

    /** The mean in milliseconds; null of nothing. */
    public static @Nullable BigDecimal meanMillis(long sumMicros, long count) {
        return count == 0
                ? null
                : BigDecimal.valueOf(sumMicros)
                        .divide(
                                BigDecimal.valueOf(count).multiply(MICROS_PER_MILLI),
                                DURATION_DECIMALS,
                                RoundingMode.HALF_UP);
    }

    /** Microseconds as milliseconds. */
    public static @Nullable BigDecimal millis(@Nullable Long micros) {
        return micros == null ? null : BigDecimal.valueOf(micros, DURATION_DECIMALS);
    }

    /** Milliseconds, rounded. */
    public static @Nullable BigDecimal millis(OptionalDouble millis) {
        return millis.isEmpty()
                ? null
                : BigDecimal.valueOf(millis.getAsDouble()).setScale(DURATION_DECIMALS, RoundingMode.HALF_UP);
    }

    /** So many a second; null over no time at all. */
    public static @Nullable BigDecimal perSecond(long count, Duration time) {
        return time.isZero()
                ? null
                : BigDecimal.valueOf(count)
                        .multiply(NANOS_PER_SECOND)
                        .divide(BigDecimal.valueOf(time.toNanos()), RATE_DECIMALS, RoundingMode.HALF_UP);
    }
}
