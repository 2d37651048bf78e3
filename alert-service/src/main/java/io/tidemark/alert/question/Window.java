package io.tidemark.alert.question;

import io.tidemark.catalogue.plan.BucketWidth;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A half-open stretch of time that is looked at.
 *
 * @param width of the buckets of a time series, a whole number of which it is
 */
public record Window(Instant from, Instant to, BucketWidth width) {

    private static final List<BucketWidth> WIDTHS =
            List.of(BucketWidth.HOUR, BucketWidth.QUARTER_HOUR, BucketWidth.FIVE_MINUTES);
    private static final int BUCKETS = 5;

    /** The window that ends there: of the widest buckets that divide it into several, else of minutes. */
    public static Window endingAt(Instant to, Duration length) {
        var width = WIDTHS.stream()
                .filter(each -> length.toSeconds() % each.about().toSeconds() == 0
                        && length.compareTo(each.about().multipliedBy(BUCKETS)) >= 0)
                .findFirst()
                .orElse(BucketWidth.MINUTE);
        return new Window(to.minus(length), to, width);
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** The one of the same length just before. */
    public Window previous() {
        return new Window(from.minus(length()), from, width);
    }

    /** The hours of a zone that hold it, so many weeks earlier: of that age, whole hours are kept. */
    public Window hoursBefore(int weeks, ZoneId zone) {
        var first = from.atZone(zone).truncatedTo(ChronoUnit.HOURS);
        var last = to.atZone(zone).truncatedTo(ChronoUnit.HOURS);
        var end = last.toInstant().isBefore(to) ? last.plusHours(1) : last;
        return new Window(earlier(first, weeks), earlier(end, weeks), BucketWidth.HOUR);
    }

    private static Instant earlier(ZonedDateTime time, int weeks) {
        return time.minusWeeks(weeks).toInstant();
    }
}
