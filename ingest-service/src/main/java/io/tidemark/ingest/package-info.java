/** The ingest service: events in. */
@NullMarked
package io.tidemark.ingest;

import org.jspecify.annotations.NullMarked;
