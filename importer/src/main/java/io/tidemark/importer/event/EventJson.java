package io.tidemark.importer.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.importer.line.AccessEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as the API takes them, one per line. Texts are cut to what the API stores, since an event with a
 * shortened user agent is worth more than none; queries are left out here already: nobody stores them.
 */
public final class EventJson {

    private static final int LONG_TEXT = 4096;
    private static final int SHORT_TEXT = 256;

    private final JsonFactory factory = new JsonFactory();

    public void write(UUID id, AccessEntry entry, OutputStream out) throws IOException {
        try (var json = factory.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("id", id.toString());
            json.writeStringField("time", entry.time().toString());
            writeRequest(json, entry.request());
            writeExchange(json, entry.exchange());
            writeClient(json, entry.client());
            writeText(json, "requestId", entry.requestId(), SHORT_TEXT);
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void writeRequest(JsonGenerator json, AccessEntry.Request request) throws IOException {
        if (request.method() != null) {
            json.writeStringField("method", request.method().toUpperCase(Locale.ROOT));
        }
        writeText(json, "path", withoutQuery(request.path()), LONG_TEXT);
        writeText(json, "protocol", request.protocol(), SHORT_TEXT);
        writeText(json, "domain", request.domain(), SHORT_TEXT);
    }

    private static void writeExchange(JsonGenerator json, AccessEntry.Exchange exchange) throws IOException {
        if (exchange.status() != null) {
            json.writeNumberField("status", exchange.status());
        }
        writeNumber(json, "bytesIn", exchange.bytesIn());
        writeNumber(json, "bytesOut", exchange.bytesOut());
        writeNumber(json, "durationMs", exchange.durationMs());
        writeNumber(json, "backendMs", exchange.backendMs());
    }

    private static void writeClient(JsonGenerator json, AccessEntry.Client client) throws IOException {
        writeText(json, "clientIp", client.ip(), SHORT_TEXT);
        writeText(json, "user", client.user(), SHORT_TEXT);
        writeText(json, "userAgent", client.userAgent(), LONG_TEXT);
        writeText(json, "referrer", client.referrer(), LONG_TEXT);
    }

    private static void writeNumber(JsonGenerator json, String name, @Nullable Number value) throws IOException {
        if (value != null) {
            json.writePOJOField(name, value);
        }
    }

    private static void writeText(JsonGenerator json, String name, @Nullable String value, int limit)
            throws IOException {
        if (value != null && !value.isEmpty()) {
            json.writeStringField(name, StorableText.of(value, limit));
        }
    }

    private static @Nullable String withoutQuery(@Nullable String target) {
        if (target == null) {
            return null;
        }
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) == '?' || target.charAt(i) == '#') {
                return target.substring(0, i);
            }
        }
        return target;
    }
}
