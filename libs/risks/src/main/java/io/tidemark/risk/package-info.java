/** Options and databases that are a risk in production: warned of, and refused there unless they are accepted by name. */
@NullMarked
package io.tidemark.risk;

import org.jspecify.annotations.NullMarked;
