/**
 * Plans and runs aggregations of events: which cube, which grains, which raw events, and the one statement that reads
 * them. Exact at every instant, whatever is rolled up already.
 */
@NullMarked
package io.tidemark.catalogue.plan;

import org.jspecify.annotations.NullMarked;
