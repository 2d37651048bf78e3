/** JSON as all services read and write it. */
@NullMarked
package io.tidemark.platform.json;

import org.jspecify.annotations.NullMarked;
