/** Traffic patterns: requests by weekday and hour. */
@NullMarked
package io.tidemark.query.traffic;

import org.jspecify.annotations.NullMarked;
