package io.tidemark.events.client;

import org.jspecify.annotations.Nullable;

/**
 * The software that sent a request. Whatever is not known is null.
 *
 * @param browser family of the browser, library, app or bot, without its version
 * @param os family of the operating system
 */
public record Client(
        @Nullable String browser,
        @Nullable String os,
        @Nullable Device device,
        @Nullable ClientClass clientClass) {

    /** Nothing was said about the client. */
    public static final Client ABSENT = new Client(null, null, null, null);
}
