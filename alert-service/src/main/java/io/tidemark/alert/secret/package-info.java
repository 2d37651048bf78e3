/** Secrets that the service must read again, encrypted wherever they are stored. */
@NullMarked
package io.tidemark.alert.secret;

import org.jspecify.annotations.NullMarked;
