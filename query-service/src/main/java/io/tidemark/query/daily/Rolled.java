package io.tidemark.query.daily;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What has been rolled up of a tenant, and what has not, as one snapshot sees it.
 *
 * @param days days that are complete and may be read as such
 * @param waiting batches whose events are in no rollup yet
 */
record Rolled(Set<LocalDate> days, List<Long> waiting) {}
