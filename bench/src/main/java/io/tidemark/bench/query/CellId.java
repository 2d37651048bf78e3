package io.tidemark.bench.query;

import org.jspecify.annotations.Nullable;

/**
 * Where a number stands in an answer.
 *
 * @param bucket start of the bucket in milliseconds, or the column of a heatmap
 * @param key of the item or series
 * @param part of a value that has several
 */
record CellId(@Nullable Long bucket, @Nullable String key, String part) {}
