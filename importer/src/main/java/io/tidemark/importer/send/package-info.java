/** Sending batches of events to the API, patiently, and counting what became of them. */
@NullMarked
package io.tidemark.importer.send;

import org.jspecify.annotations.NullMarked;
