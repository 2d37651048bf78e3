package io.tidemark.events.json;

import com.fasterxml.jackson.core.JsonParser;
import io.tidemark.events.RawEvent;
import java.io.IOException;

/** Reads an event in Tidemark's own form. */
final class EventDecoder implements Decoder {

    private static final FieldTable<RawEvent> ERROR = FieldTable.<RawEvent>closed()
            .field("type", (raw, in) -> raw.errorType = in.text())
            .field("message", (raw, in) -> raw.errorMessage = in.text())
            .field("category", (raw, in) -> raw.errorCategory = in.text());

    private static final FieldTable<RawEvent> EVENT = FieldTable.<RawEvent>closed()
            .field("id", (raw, in) -> raw.id = in.text())
            .field("type", (raw, in) -> raw.type = in.text())
            .field("time", (raw, in) -> raw.time = in.text())
            .field("agentId", (raw, in) -> raw.agentId = in.text())
            .field("agentName", (raw, in) -> raw.agentName = in.text())
            .field("api", (raw, in) -> raw.api = in.text())
            .field("route", (raw, in) -> raw.route = in.text())
            .field("path", (raw, in) -> raw.path = in.text())
            .field("method", (raw, in) -> raw.method = in.text())
            .field("status", (raw, in) -> raw.status = in.smallInteger())
            .field("protocol", (raw, in) -> raw.protocol = in.text())
            .field("domain", (raw, in) -> raw.domain = in.text())
            .field("environment", (raw, in) -> raw.environment = in.text())
            .field("consumer", (raw, in) -> raw.consumer = in.text())
            .field("user", (raw, in) -> raw.user = in.text())
            .field("groups", (raw, in) -> raw.groups = in.texts())
            .field("durationMs", (raw, in) -> raw.durationMs = in.number())
            .field("overheadMs", (raw, in) -> raw.overheadMs = in.number())
            .field("backendMs", (raw, in) -> raw.backendMs = in.number())
            .field("bytesIn", (raw, in) -> raw.bytesIn = in.integer())
            .field("bytesOut", (raw, in) -> raw.bytesOut = in.integer())
            .field("quantity", (raw, in) -> raw.quantity = in.integer())
            .field("country", (raw, in) -> raw.country = in.text())
            .field("clientIp", (raw, in) -> raw.clientIp = in.text())
            .field("userAgent", (raw, in) -> raw.userAgent = in.text())
            .field("referrer", (raw, in) -> raw.referrer = in.text())
            .field("error", (raw, in) -> raw.error = in.object("error.", raw, ERROR))
            .field("requestId", (raw, in) -> raw.requestId = in.text())
            .field("traceId", (raw, in) -> raw.traceId = in.text())
            .field("spanId", (raw, in) -> raw.spanId = in.text())
            .field("attributes", (raw, in) -> raw.attributes = in.attributes());

    @Override
    public Decoded decode(JsonParser parser) throws IOException {
        var raw = new RawEvent();
        var in = new FieldReader(parser);
        EVENT.read(raw, in);
        return in.outcome(raw);
    }

    /** Reads an event that is the value of a field. */
    static void read(RawEvent raw, FieldReader in) throws IOException {
        in.object("", raw, EVENT);
    }
}
