/** The values that events have of an attribute: what a search field offers. */
@NullMarked
package io.tidemark.query.dimension;

import org.jspecify.annotations.NullMarked;
