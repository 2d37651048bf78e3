/** How much a tenant may do per second, counted in Redis or, without it, in this process. */
@NullMarked
package io.tidemark.platform.limit;

import org.jspecify.annotations.NullMarked;
