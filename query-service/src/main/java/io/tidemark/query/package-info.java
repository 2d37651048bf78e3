/** Answers out: what tenants ask about the use of their APIs. */
@NullMarked
package io.tidemark.query;

import org.jspecify.annotations.NullMarked;
