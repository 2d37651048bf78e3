/** Answers that were given before: kept in Redis for a while, computed once at a time, measured. */
@NullMarked
package io.tidemark.query.cache;

import org.jspecify.annotations.NullMarked;
