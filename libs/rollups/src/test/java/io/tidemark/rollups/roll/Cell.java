package io.tidemark.rollups.roll;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a row of a rollup table is about. */
record Cell(Grain grain, Cube cube, Instant bucket, String type, List<@Nullable String> values) {}
