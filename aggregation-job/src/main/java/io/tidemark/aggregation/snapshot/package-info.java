/** Snapshots: what each past hour, day and week amounted to, kept when finer data are gone. */
@NullMarked
package io.tidemark.aggregation.snapshot;

import org.jspecify.annotations.NullMarked;
