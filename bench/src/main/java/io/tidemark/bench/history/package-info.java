/** A history of events, invented and loaded in bulk: the same rows that ingestion would have stored over weeks. */
@NullMarked
package io.tidemark.bench.history;

import org.jspecify.annotations.NullMarked;
