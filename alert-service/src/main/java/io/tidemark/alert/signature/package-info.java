/** Signatures of Standard Webhooks 1.0: keys, and the header that they make. */
@NullMarked
package io.tidemark.alert.signature;

import org.jspecify.annotations.NullMarked;
