package io.tidemark.aggregation.reconcile;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What to reconcile.
 *
 * @param from first home day
 * @param to last home day, included
 * @param tenant id or slug; null for all
 */
public record Request(
        LocalDate from, LocalDate to, @Nullable String tenant, boolean repair) {}
