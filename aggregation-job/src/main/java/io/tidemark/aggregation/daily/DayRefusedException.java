package io.tidemark.aggregation.daily;

import java.time.Instant;
import java.time.LocalDate;

/** A day was asked for that cannot be made: it is not over yet, or was over too long ago. */
final class DayRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    private DayRefusedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    static DayRefusedException notOver(LocalDate day, HomeTenant tenant) {
        return new DayRefusedException("%s is not over for tenant %s: it ends at %s (%s)"
                .formatted(
                        day,
                        tenant.slug(),
                        tenant.calendar().endOf(day),
                        tenant.calendar().zone()));
    }

    /** Made again of what is left, the day would lose what is counted already. */
    static DayRefusedException gone(LocalDate day, HomeTenant tenant, Instant floor) {
        return new DayRefusedException(
                "%s cannot be made again for tenant %s: the hours that it is made of are kept from %s on, so the first day is %s (%s)"
                        .formatted(
                                day,
                                tenant.slug(),
                                floor,
                                tenant.firstDayFrom(floor),
                                tenant.calendar().zone()));
    }

    String reason() {
        return reason;
    }
}
