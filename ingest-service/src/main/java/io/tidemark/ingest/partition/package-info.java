/** The daily partitions of the event table, made ahead of time and on demand. */
@NullMarked
package io.tidemark.ingest.partition;

import org.jspecify.annotations.NullMarked;
