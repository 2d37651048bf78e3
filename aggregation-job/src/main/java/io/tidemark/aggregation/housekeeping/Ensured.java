package io.tidemark.aggregation.housekeeping;

import java.time.LocalDate;

/** UTC days that have a partition now, and how many of them had none before. */
record Ensured(LocalDate from, LocalDate to, int days, int created) {}
