/** The table of client software: events refer to their row of it. */
@NullMarked
package io.tidemark.ingest.client;

import org.jspecify.annotations.NullMarked;
