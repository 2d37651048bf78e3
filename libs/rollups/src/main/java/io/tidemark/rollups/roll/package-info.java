/** Waiting batches become rollups: one transaction at a time of a tenant, which no two processes make at once. */
@NullMarked
package io.tidemark.rollups.roll;

import org.jspecify.annotations.NullMarked;
