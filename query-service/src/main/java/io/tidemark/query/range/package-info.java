/** The parameters that questions share: date ranges, page limits and sort orders. */
@NullMarked
package io.tidemark.query.range;

import org.jspecify.annotations.NullMarked;
