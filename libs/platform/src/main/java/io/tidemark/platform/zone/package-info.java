/** Time zones, as requests name them. */
@NullMarked
package io.tidemark.platform.zone;

import org.jspecify.annotations.NullMarked;
