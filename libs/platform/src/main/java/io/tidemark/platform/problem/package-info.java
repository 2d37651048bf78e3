/** Whatever goes wrong is answered as a problem document (RFC 9457) that says nothing of the inside. */
@NullMarked
package io.tidemark.platform.problem;

import org.jspecify.annotations.NullMarked;
