/** Bringing the database to the newest schema. */
@NullMarked
package io.tidemark.aggregation.migration;

import org.jspecify.annotations.NullMarked;
