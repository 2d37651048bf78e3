/** Latencies over time. */
@NullMarked
package io.tidemark.query.latency;

import org.jspecify.annotations.NullMarked;
