/** Paths as templates: the segments that name one thing among many become {@code :id}. */
@NullMarked
package io.tidemark.events.route;

import org.jspecify.annotations.NullMarked;
