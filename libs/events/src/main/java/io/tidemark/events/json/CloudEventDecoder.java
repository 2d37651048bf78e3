package io.tidemark.events.json;

import com.fasterxml.jackson.core.JsonParser;
import io.tidemark.events.RawEvent;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads an event whose data is in Tidemark's form out of a CloudEvents 1.0 envelope; other extensions are ignored. */
final class CloudEventDecoder implements Decoder {

    private static final String OWN_TYPES = "io.tidemark.";

    private static final FieldTable<Envelope> ENVELOPE = FieldTable.<Envelope>open()
            .field("specversion", (envelope, in) -> envelope.specVersion = in.text())
            .field("id", (envelope, in) -> envelope.id = in.text())
            .field("source", (envelope, in) -> envelope.source = in.text())
            .field("type", (envelope, in) -> envelope.type = in.text())
            .field("time", (envelope, in) -> envelope.time = in.text())
            .field("datacontenttype", (envelope, in) -> envelope.contentType = in.text())
            .field("traceparent", (envelope, in) -> envelope.traceParent = in.text())
            .field("data", (envelope, in) -> EventDecoder.read(envelope.data, in))
            .field("data_base64", (envelope, in) -> in.refuse("is not supported: send JSON in data"));

    @Override
    public Decoded decode(JsonParser parser) throws IOException {
        var in = new FieldReader(parser);
        var envelope = new Envelope();
        ENVELOPE.read(envelope, in);
        check(envelope, in);
        return in.outcome(envelope.open());
    }

    private static void check(Envelope envelope, FieldReader in) {
        require("id", envelope.id, in);
        require("source", envelope.source, in);
        require("type", envelope.type, in);
        if (!"1.0".equals(envelope.specVersion)) {
            in.reject("specversion", "must be \"1.0\"");
        }
        if (envelope.contentType != null && !isJson(envelope.contentType)) {
            in.reject("datacontenttype", "must be a JSON media type");
        }
    }

    private static void require(String field, @Nullable String value, FieldReader in) {
        if ((value == null || value.isEmpty()) && !in.isRejected(field)) {
            in.reject(field, "is required");
        }
    }

    private static boolean isJson(String contentType) {
        var semicolon = contentType.indexOf(';');
        var mediaType = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return mediaType.endsWith("/json") || mediaType.endsWith("+json");
    }

    private static final class Envelope {

        @Nullable
        String specVersion;

        @Nullable
        String id;

        @Nullable
        String source;

        @Nullable
        String type;

        @Nullable
        String time;

        @Nullable
        String contentType;

        @Nullable
        String traceParent;

        final RawEvent data = new RawEvent();

        /** What the envelope says of id and time wins over the data, what the data says of its type and trace wins. */
        RawEvent open() {
            data.id = id;
            data.source = source;
            if (time != null) {
                data.time = time;
            }
            if (data.type == null && type != null) {
                data.type = type.startsWith(OWN_TYPES) ? type.substring(OWN_TYPES.length()) : type;
            }
            var trace = traceParent == null ? null : TraceParent.parse(traceParent);
            if (trace != null && data.traceId == null) {
                data.traceId = trace.traceId();
                data.spanId = data.spanId == null ? trace.spanId() : data.spanId;
            }
            return data;
        }
    }
}
