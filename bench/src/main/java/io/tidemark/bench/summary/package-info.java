/** How fast the usage summary is, uncached. */
@NullMarked
package io.tidemark.bench.summary;

import org.jspecify.annotations.NullMarked;
