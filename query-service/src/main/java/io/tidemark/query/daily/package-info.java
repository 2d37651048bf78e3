/** Counts per agent and local day: complete days as days, others from hours, and what waits from events. */
@NullMarked
package io.tidemark.query.daily;

import org.jspecify.annotations.NullMarked;
