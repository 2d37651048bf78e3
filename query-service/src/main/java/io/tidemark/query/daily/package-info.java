/** Counts per agent and local day: aggregated days from their aggregates, all others from events. */
@NullMarked
package io.tidemark.query.daily;

import org.jspecify.annotations.NullMarked;
