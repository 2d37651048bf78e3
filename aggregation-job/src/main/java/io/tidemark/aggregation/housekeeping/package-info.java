/** What must be made ahead of time or thrown away after it. */
@NullMarked
package io.tidemark.aggregation.housekeeping;

import org.jspecify.annotations.NullMarked;
