package io.tidemark.quickstart.demo;

import java.time.OffsetDateTime;
import java.util.List;

/** How busy the invented shop is: quiet at night and on weekends, two peaks on a working day. */
final class Rhythm {

    // By hour of the day in UTC, around 1.
    private static final double[] HOURS = {
        0.25, 0.18, 0.14, 0.12, 0.14, 0.22, 0.45, 0.80, 1.20, 1.50, 1.65, 1.60,
        1.50, 1.55, 1.65, 1.60, 1.50, 1.40, 1.35, 1.40, 1.30, 1.05, 0.75, 0.45
    };

    // From Monday on.
    private static final List<Double> WEEKDAYS = List.of(1.10, 1.15, 1.12, 1.10, 1.00, 0.62, 0.55);

    private final double perMinute;

    /** As many events a minute on average, over a working day. */
    Rhythm(double perMinute) {
        this.perMinute = perMinute;
    }

    /** Events to expect in the minute; moves smoothly from hour to hour. */
    double expected(OffsetDateTime minute) {
        int hour = minute.getHour();
        double share = minute.getMinute() / 60.0;
        double ofHour = HOURS[hour] * (1 - share) + HOURS[(hour + 1) % HOURS.length] * share;
        return perMinute * ofHour * WEEKDAYS.get(minute.getDayOfWeek().getValue() - 1);
    }
}
