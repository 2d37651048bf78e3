/** How far the operations that an API is documented to have are used, and what is used besides. */
@NullMarked
package io.tidemark.query.coverage;

import org.jspecify.annotations.NullMarked;
