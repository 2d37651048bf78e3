/** The overview: what all requests of a range amount to. */
@NullMarked
package io.tidemark.query.overview;

import org.jspecify.annotations.NullMarked;
