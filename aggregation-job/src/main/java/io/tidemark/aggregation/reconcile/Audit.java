package io.tidemark.aggregation.reconcile;

import java.util.List;

/**
 * What came out of counting one tenant's day again.
 *
 * @param total how many differences there are
 * @param shown the first of them
 * @param made whether the day is an aggregated one, to be made again once its hours are repaired
 */
record Audit(long total, List<Difference> shown, boolean made) {}
