/** Exports of metrics, endpoints, errors and events as CSV, JSON and NDJSON, streamed in constant memory. */
@NullMarked
package io.tidemark.query.export;

import org.jspecify.annotations.NullMarked;
