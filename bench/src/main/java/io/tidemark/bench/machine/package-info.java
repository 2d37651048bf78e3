/** CPU time and memory of processes, from /proc. */
@NullMarked
package io.tidemark.bench.machine;

import org.jspecify.annotations.NullMarked;
