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

    private static final String OTHER = ":other";

    /** What is left of it when its names are one too many: the device and class are of closed sets. */
    public Client folded() {
        return new Client(OTHER, null, device, clientClass);
    }
}
