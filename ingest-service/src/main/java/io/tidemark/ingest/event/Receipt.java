package io.tidemark.ingest.event;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of the events of a request.
 *
 * @param accepted now stored for the first time
 * @param duplicates stored before, or more than once in the same request
 */
record Receipt(
        @Schema(required = true) int accepted,
        @Schema(required = true) int duplicates,
        @Schema(required = true) List<Rejection> rejected) {}
