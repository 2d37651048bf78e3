/** The chart as a cluster would get it: rendered, validated and judged. */
@NullMarked
package io.tidemark.helm;

import org.jspecify.annotations.NullMarked;
