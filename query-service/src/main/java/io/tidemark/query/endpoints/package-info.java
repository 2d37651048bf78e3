/** Calls, errors and durations per method and route. */
@NullMarked
package io.tidemark.query.endpoints;

import org.jspecify.annotations.NullMarked;
