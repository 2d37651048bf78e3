/** Group commit: events of many requests are gathered and stored by one statement at a time per writer. */
@NullMarked
package io.tidemark.ingest.flush;

import org.jspecify.annotations.NullMarked;
