/** HTTP load from a process of its own, cheap enough not to be what is measured. */
@NullMarked
package io.tidemark.bench.load;

import org.jspecify.annotations.NullMarked;
