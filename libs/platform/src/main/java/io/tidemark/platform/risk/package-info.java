/** Options that are a risk in production: warned of at the start, and refused there unless they are accepted by name. */
@NullMarked
package io.tidemark.platform.risk;

import org.jspecify.annotations.NullMarked;
