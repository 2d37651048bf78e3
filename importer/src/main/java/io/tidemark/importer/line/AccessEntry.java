package io.tidemark.importer.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One logged request. What the log does not tell, or tells as {@code -}, is null. */
public record AccessEntry(
        Instant time,
        Request request,
        Exchange exchange,
        Client client,
        @Nullable String requestId) {

    /** What was asked for; the path is the request target with its query. */
    public record Request(
            @Nullable String method,
            @Nullable String path,
            @Nullable String protocol,
            @Nullable String domain) {

        static final Request UNREADABLE = new Request(null, null, null, null);

        Request withDomain(@Nullable String name) {
            return name == null ? this : new Request(method, path, protocol, name);
        }
    }

    /** How it went, in bytes and milliseconds. */
    public record Exchange(
            @Nullable Integer status,
            @Nullable Long bytesIn,
            @Nullable Long bytesOut,
            @Nullable Double durationMs,
            @Nullable Double backendMs) {}

    /** Who asked. */
    public record Client(
            @Nullable String ip,
            @Nullable String user,
            @Nullable String userAgent,
            @Nullable String referrer) {}
}
