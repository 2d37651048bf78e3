/** Bounds how many distinct values each tenant's events carry per dimension: what comes beyond is counted as one. */
@NullMarked
package io.tidemark.ingest.cardinality;

import org.jspecify.annotations.NullMarked;
