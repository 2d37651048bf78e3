/** How fast the catalogue's queries are, beside the same questions asked of raw events. */
@NullMarked
package io.tidemark.bench.query;

import org.jspecify.annotations.NullMarked;
