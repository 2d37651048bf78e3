/** The reference event: every field but attributes and error, with values and cardinalities of a real gateway. */
@NullMarked
package io.tidemark.bench.event;

import org.jspecify.annotations.NullMarked;
