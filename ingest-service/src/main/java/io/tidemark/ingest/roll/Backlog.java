package io.tidemark.ingest.roll;

import io.tidemark.rollups.roll.Home;
import java.time.Duration;
import java.util.List;

/**
 * Tenants with batches that wait, the longest waiting first.
 *
 * @param age how long the oldest batch of all waits; zero if none does
 */
record Backlog(List<Home> homes, Duration age) {}
