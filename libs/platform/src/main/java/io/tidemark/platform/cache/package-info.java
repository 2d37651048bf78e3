/** Answers of the database remembered for a moment, and a little longer while it is away. */
@NullMarked
package io.tidemark.platform.cache;

import org.jspecify.annotations.NullMarked;
