/** How the requests are divided between protocols. */
@NullMarked
package io.tidemark.query.protocols;

import org.jspecify.annotations.NullMarked;
