/** Counting events again, to prove the rollups or to repair them. */
@NullMarked
package io.tidemark.aggregation.reconcile;

import org.jspecify.annotations.NullMarked;
