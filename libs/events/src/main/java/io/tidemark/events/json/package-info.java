/** Reads events out of request bodies, as a stream and without a tree. */
@NullMarked
package io.tidemark.events.json;

import org.jspecify.annotations.NullMarked;
