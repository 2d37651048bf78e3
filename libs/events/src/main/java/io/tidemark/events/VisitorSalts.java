package io.tidemark.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The daily salts of one tenant. */
@FunctionalInterface
public interface VisitorSalts {

    /** The salt of a UTC day, or null when there is none (any more): then no visitor is hashed. */
    byte @Nullable [] saltOf(LocalDate utcDay);
}
