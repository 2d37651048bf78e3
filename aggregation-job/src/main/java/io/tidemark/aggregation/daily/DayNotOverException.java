package io.tidemark.aggregation.daily;

import java.time.LocalDate;

/** A day was asked for that is still going on, or yet to come. */
final class DayNotOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    DayNotOverException(LocalDate day, HomeTenant tenant) {
        this("%s is not over for tenant %s: it ends at %s (%s)"
                .formatted(
                        day,
                        tenant.slug(),
                        tenant.calendar().endOf(day),
                        tenant.calendar().zone()));
    }

    private DayNotOverException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
