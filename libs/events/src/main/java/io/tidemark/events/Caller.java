package io.tidemark.events;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf it was called.
 *
 * @param consumer API key or client
 * @param user end user
 * @param country two letters, upper case
 * @param visitor see {@link VisitorHash}; null without a usable address or salt
 */
public record Caller(
        @Nullable String consumer,
        @Nullable String user,
        @Nullable String country,
        @Nullable Long visitor) {}
