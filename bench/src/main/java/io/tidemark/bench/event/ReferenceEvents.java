package io.tidemark.bench.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/** Generates reference events as JSON. The same seed gives the same events. */
public final class ReferenceEvents {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int RECENT_SECONDS = 600;

    private static final List<Caller> AGENTS = IntStream.range(0, 500)
            .mapToObj(agent -> new Caller(
                    new UUID(0x5eed_0000_0000_4000L, 0x8000_0000_0000_0000L + agent).toString(), "agent-" + agent))
            .toList();
    private static final List<String> CONSUMERS = names("app-", 300);
    private static final List<String> USERS = names("user-", 20_000);

    private final SplittableRandom random;
    private final InstantSource now;
    private final long recentMillis;
    private final Traffic traffic = new Traffic();
    private long lastMillis;
    private String lastTime = Instant.EPOCH.toString();

    private record Caller(String id, String name) {}

    /** Of the minutes before the instant. */
    public ReferenceEvents(long seed, Instant now) {
        this(seed, InstantSource.fixed(now), RECENT_SECONDS * 1000L);
    }

    private ReferenceEvents(long seed, InstantSource now, long recentMillis) {
        this.random = new SplittableRandom(seed);
        this.now = now;
        this.recentMillis = recentMillis;
    }

    /** Each of the moment that it is made. */
    public static ReferenceEvents live(long seed, InstantSource clock) {
        return new ReferenceEvents(seed, clock, 1);
    }

    /** A JSON array of events, or one event if only one is asked for. */
    public byte[] body(int events) {
        var out = new ByteArrayOutputStream(1024 * events);
        try (var json = JSON.createGenerator(out)) {
            if (events != 1) {
                json.writeStartArray();
            }
            for (int i = 0; i < events; i++) {
                write(json);
            }
            if (events != 1) {
                json.writeEndArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", uuid().toString());
        json.writeStringField("type", "request");
        json.writeStringField("time", time(now.millis() - random.nextLong(recentMillis)));
        writeEndpoint(json, traffic.endpoint(random));
        writeCaller(json);
        writeMeasures(json);
        writeClient(json);
        json.writeStringField("requestId", uuid().toString());
        json.writeStringField("traceId", hex(random.nextLong()) + hex(random.nextLong()));
        json.writeStringField("spanId", hex(random.nextLong()));
        json.writeEndObject();
    }

    private void writeEndpoint(JsonGenerator json, Traffic.Endpoint endpoint) throws IOException {
        json.writeStringField("api", endpoint.api());
        json.writeStringField("route", endpoint.route());
        json.writeStringField("path", endpoint.path(random));
        json.writeStringField("method", endpoint.method());
        json.writeNumberField("status", traffic.status(random));
        json.writeStringField("protocol", "http");
        json.writeStringField("domain", endpoint.domain());
        json.writeStringField("environment", random.nextInt(10) == 0 ? "staging" : "production");
        json.writeArrayFieldStart("groups");
        for (var group : endpoint.groups()) {
            json.writeString(group);
        }
        json.writeEndArray();
    }

    private void writeCaller(JsonGenerator json) throws IOException {
        var agent = AGENTS.get(Traffic.skewed(random, AGENTS.size()));
        json.writeStringField("agentId", agent.id());
        json.writeStringField("agentName", agent.name());
        json.writeStringField("consumer", CONSUMERS.get(Traffic.skewed(random, CONSUMERS.size())));
        json.writeStringField("user", USERS.get(Traffic.skewed(random, USERS.size())));
    }

    private void writeMeasures(JsonGenerator json) throws IOException {
        double backend = traffic.backendMs(random);
        double overhead = Math.round(random.nextDouble(0.2, 4) * 1e3) / 1e3;
        json.writeNumberField("durationMs", Math.round((backend + overhead) * 1e3) / 1e3);
        json.writeNumberField("overheadMs", overhead);
        json.writeNumberField("backendMs", backend);
        json.writeNumberField("bytesIn", random.nextInt(200, 4_000));
        json.writeNumberField("bytesOut", random.nextInt(100, 60_000));
        json.writeNumberField("quantity", 1);
    }

    private void writeClient(JsonGenerator json) throws IOException {
        json.writeStringField("country", traffic.country(random));
        json.writeStringField("clientIp", Traffic.address(random));
        json.writeStringField("userAgent", traffic.userAgent(random));
        json.writeStringField("referrer", traffic.referrer(random));
    }

    /** Events that are made live share theirs with many. */
    private String time(long millis) {
        if (millis != lastMillis) {
            lastMillis = millis;
            lastTime = Instant.ofEpochMilli(millis).toString();
        }
        return lastTime;
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
    }

    private UUID uuid() {
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static String hex(long bits) {
        return HexFormat.of().toHexDigits(bits);
    }
}
