package io.tidemark.quickstart.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.quickstart.demo.DemoEvent.Exchange;
import io.tidemark.quickstart.demo.DemoEvent.Failure;
import io.tidemark.quickstart.demo.DemoEvent.Visit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Writes invented events as the public API wants them. */
final class EventWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final double MICROS = 1000;

    private EventWriter() {}

    /** A JSON array. */
    static byte[] array(List<DemoEvent> events) throws IOException {
        var bytes = new ByteArrayOutputStream(events.size() * 640);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (var event : events) {
                write(json, event);
            }
            json.writeEndArray();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, DemoEvent event) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", event.id().toString());
        json.writeStringField("type", event.type());
        json.writeStringField("time", event.time().toString());
        json.writeStringField("agentId", event.agent().id().toString());
        json.writeStringField("agentName", event.agent().name());
        json.writeStringField("environment", event.agent().environment());
        if (event.exchange() != null) {
            write(json, event, event.exchange());
        }
        if (event.failure() != null) {
            write(json, event.failure());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, DemoEvent event, Exchange exchange) throws IOException {
        var route = exchange.route();
        json.writeStringField("api", route.api());
        json.writeStringField("route", route.template());
        json.writeStringField("path", exchange.path());
        json.writeStringField("method", route.method());
        json.writeNumberField("status", exchange.status());
        json.writeStringField("protocol", "HTTP/2");
        json.writeStringField("domain", "api.acme.example");
        json.writeStringField("consumer", "key-" + event.agent().name());
        json.writeArrayFieldStart("groups");
        for (var group : route.groups()) {
            json.writeString(group);
        }
        json.writeEndArray();
        writeMeasures(json, exchange);
        write(json, exchange.visit());
        json.writeStringField("requestId", event.id().toString());
        json.writeStringField("traceId", event.id().toString().replace("-", ""));
    }

    private static void writeMeasures(JsonGenerator json, Exchange exchange) throws IOException {
        var timing = exchange.timing();
        json.writeNumberField("durationMs", micros(timing.totalMs()));
        json.writeNumberField("backendMs", micros(timing.backendMs()));
        json.writeNumberField("overheadMs", micros(timing.totalMs() - timing.backendMs()));
        json.writeNumberField("bytesIn", exchange.bytesIn());
        json.writeNumberField(
                "bytesOut", exchange.status() < 300 ? exchange.route().bytesOut() : 120);
    }

    private static void write(JsonGenerator json, Visit visit) throws IOException {
        json.writeStringField("user", visit.person().name());
        json.writeStringField("country", visit.person().country());
        json.writeStringField("clientIp", visit.person().address());
        json.writeStringField("userAgent", visit.userAgent());
        if (visit.referrer() != null) {
            json.writeStringField("referrer", visit.referrer());
        }
    }

    private static void write(JsonGenerator json, Failure failure) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("type", failure.type());
        json.writeStringField("message", failure.message());
        json.writeStringField("category", failure.category());
        json.writeEndObject();
    }

    /** No more digits than are stored. */
    private static double micros(double milliseconds) {
        return Math.round(milliseconds * MICROS) / MICROS;
    }
}
