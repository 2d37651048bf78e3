/** Requests over time, protocol by protocol. */
@NullMarked
package io.tidemark.query.requests;

import org.jspecify.annotations.NullMarked;
