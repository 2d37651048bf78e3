/** Snapshots: what past hours, days and weeks amounted to, and how one compares with another. */
@NullMarked
package io.tidemark.query.snapshot;

import org.jspecify.annotations.NullMarked;
