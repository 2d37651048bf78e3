/** Errors by category and type: how many, where, since when. */
@NullMarked
package io.tidemark.query.failures;

import org.jspecify.annotations.NullMarked;
