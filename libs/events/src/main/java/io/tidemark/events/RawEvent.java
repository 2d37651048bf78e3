package io.tidemark.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sender wrote, JSON types checked, nothing else; strings are well-formed Unicode without NUL.
 * Mutable, one per incoming event: it is filled field by field on the hot path and never leaves it.
 */
public final class RawEvent {

    public @Nullable String id;

    /** The CloudEvents source; present exactly when the event came as a CloudEvent. */
    public @Nullable String source;

    public @Nullable String type;
    public @Nullable String time;
    public @Nullable String agentId;
    public @Nullable String agentName;

    public @Nullable String api;
    public @Nullable String route;
    public @Nullable String path;
    public @Nullable String method;
    public @Nullable Integer status;
    public @Nullable String protocol;
    public @Nullable String domain;
    public @Nullable String environment;

    public @Nullable String consumer;
    public @Nullable String user;
    public @Nullable List<String> groups;

    public @Nullable Double durationMs;
    public @Nullable Double overheadMs;
    public @Nullable Double backendMs;
    public @Nullable Long bytesIn;
    public @Nullable Long bytesOut;
    public @Nullable Long quantity;

    public @Nullable String country;
    public @Nullable String clientIp;
    public @Nullable String userAgent;
    public @Nullable String referrer;

    /** Whether an error object was sent, be it an empty one. */
    public boolean error;

    public @Nullable String errorType;
    public @Nullable String errorMessage;
    public @Nullable String errorCategory;

    public @Nullable String requestId;
    public @Nullable String traceId;
    public @Nullable String spanId;

    /** Compact JSON text of an object within the limits of size and depth. */
    public @Nullable String attributes;
}
