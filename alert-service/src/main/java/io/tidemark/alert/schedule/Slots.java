package io.tidemark.alert.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a schedule has come.
 *
 * @param last the latest slot that was evaluated; null if none was
 */
public record Slots(@Nullable Instant last, Instant next) {}
