/** Receiving events over HTTP: reading and checking bodies, and answering what became of each event. */
@NullMarked
package io.tidemark.ingest.event;

import org.jspecify.annotations.NullMarked;
