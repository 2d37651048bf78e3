/** The event: what a sender reports, how it is validated, normalised and classified. */
@NullMarked
package io.tidemark.events;

import org.jspecify.annotations.NullMarked;
