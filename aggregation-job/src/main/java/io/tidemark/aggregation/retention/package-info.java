/** What has been kept for as long as the tiers promise goes: partitions at once, single rows in small batches. */
@NullMarked
package io.tidemark.aggregation.retention;

import org.jspecify.annotations.NullMarked;
