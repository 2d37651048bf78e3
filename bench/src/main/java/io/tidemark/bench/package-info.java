/** The command that measures Tidemark on this machine. */
@NullMarked
package io.tidemark.bench;

import org.jspecify.annotations.NullMarked;
