package io.tidemark.rollups.roll;

import java.time.Instant;
import java.time.LocalDate;

/** A day cannot be made again: not all of the hours that it consists of are kept. */
public final class HoursGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HoursGoneException(LocalDate day, Instant floor) {
        super("%s cannot be made again: hours are kept from %s on".formatted(day, floor));
    }
}
