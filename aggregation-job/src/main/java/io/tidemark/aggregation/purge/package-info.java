/** Removal of everything that deleted tenants have left. */
@NullMarked
package io.tidemark.aggregation.purge;

import org.jspecify.annotations.NullMarked;
