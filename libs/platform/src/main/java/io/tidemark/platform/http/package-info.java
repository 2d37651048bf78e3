/** HTTP as all services serve it. */
@NullMarked
package io.tidemark.platform.http;

import org.jspecify.annotations.NullMarked;
