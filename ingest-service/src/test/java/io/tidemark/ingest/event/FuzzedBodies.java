package io.tidemark.ingest.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Bodies with something wrong in them, mostly; the same ones for the same seed. */
final class FuzzedBodies {

    record Body(String mediaType, boolean gzip, byte[] bytes) {}

    private static final List<String> MEDIA_TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/x-ndjson",
            "application/cloudevents+json",
            "application/cloudevents-batch+json",
            "text/plain");

    private static final List<String> FIELDS = List.of(
            "id",
            "type",
            "time",
            "agentId",
            "agentName",
            "api",
            "route",
            "path",
            "method",
            "status",
            "protocol",
            "domain",
            "environment",
            "user",
            "groups",
            "durationMs",
            "overheadMs",
            "backendMs",
            "bytesIn",
            "bytesOut",
            "quantity",
            "country",
            "clientIp",
            "userAgent",
            "referrer",
            "error",
            "requestId",
            "traceId",
            "spanId",
            "attributes",
            "specversion",
            "source",
            "data",
            "data_base64",
            "datacontenttype",
            "unknown");

    private final Random random;
    private byte[] bomb = new byte[0];

    FuzzedBodies(long seed) {
        random = new Random(seed);
    }

    Body next() throws IOException {
        var mediaType = pick(MEDIA_TYPES);
        var plain = bytes();
        return switch (random.nextInt(20)) {
            case 0 -> new Body(mediaType, true, plain);
            case 1 -> new Body(mediaType, true, Arrays.copyOf(gzip(plain), 1 + random.nextInt(30)));
            case 2 -> new Body(mediaType, true, gzip(plain));
            case 3 -> random.nextInt(20) == 0 ? new Body(mediaType, true, bomb()) : new Body(mediaType, false, plain);
            case 4 -> new Body(mediaType, false, mutilated(plain));
            default -> new Body(mediaType, false, plain);
        };
    }

    private byte[] bytes() {
        return switch (random.nextInt(12)) {
            case 0 -> noise(random.nextInt(300));
            case 1 ->
                ("[".repeat(random.nextInt(3000)) + "]".repeat(random.nextInt(3000))).getBytes(StandardCharsets.UTF_8);
            case 2 -> ("{\"id\":" + "{\"a\":".repeat(1 + random.nextInt(2000))).getBytes(StandardCharsets.UTF_8);
            default -> text().getBytes(StandardCharsets.UTF_8);
        };
    }

    private String text() {
        var events = new StringBuilder();
        var count = 1 + random.nextInt(4);
        var separator = pick(List.of(",", "\n", ",\n"));
        for (var i = 0; i < count; i++) {
            events.append(i == 0 ? "" : separator).append(event());
        }
        return random.nextBoolean() ? "[" + events + "]" : events.toString();
    }

    private String event() {
        var event = new StringBuilder("{\"id\": \"").append(random.nextLong()).append('"');
        if (random.nextInt(4) == 0) {
            event.append(", \"specversion\": \"1.0\", \"source\": \"/fuzz\", \"type\": \"io.tidemark.request\"");
        }
        var fields = random.nextInt(5);
        for (var i = 0; i < fields; i++) {
            event.append(", \"").append(pick(FIELDS)).append("\": ").append(value(3));
        }
        return event.append('}').toString();
    }

    private String value(int depth) {
        return switch (random.nextInt(22)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "\"a\\u0000b\"";
            case 3 -> "\"\\ud800\"";
            case 4 -> "\"\\udc00\\ud800\"";
            case 5 -> "\"" + "x".repeat(random.nextInt(10_000)) + "\"";
            case 6 -> "1e" + random.nextInt(400_000);
            case 7 -> "-" + random.nextInt(1000);
            case 8 -> "9".repeat(1 + random.nextInt(400));
            case 9 -> "0." + "0".repeat(random.nextInt(400)) + "1";
            case 10 -> Double.toString(random.nextDouble() * 1e6);
            case 11 -> "NaN";
            case 12 -> "\"" + random.nextInt() + "\"";
            case 13 -> "\"2026-13-45T99:99:99Z\"";
            case 14 -> "\"9999999-01-01T00:00:00Z\"";
            case 15 -> "[" + (depth > 0 ? value(depth - 1) + ", " + value(depth - 1) : "") + "]";
            case 16 -> "{\"k\": " + (depth > 0 ? value(depth - 1) : "1") + ", \"k\": 2}";
            case 17 -> "{\"" + pick(FIELDS) + "\": " + (depth > 0 ? value(depth - 1) : "1") + "}";
            case 18 -> "{\"a\": ".repeat(12) + "1" + "}".repeat(12);
            case 19 -> "{\"long\": \"" + "y".repeat(random.nextInt(12_000)) + "\"}";
            case 20 -> "\"\\n\\t\\u0007 \u00e9\u4e2d\ud83d\ude00\"";
            default -> Integer.toString(random.nextInt(1000));
        };
    }

    private byte[] mutilated(byte[] plain) {
        if (plain.length > 0) {
            plain[random.nextInt(plain.length)] = (byte) random.nextInt();
        }
        return Arrays.copyOf(plain, random.nextInt(plain.length + 1));
    }

    private byte[] noise(int length) {
        var noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    /** 200 MB of brackets. */
    private byte[] bomb() throws IOException {
        if (bomb.length == 0) {
            var brackets = "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
            var bytes = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(bytes)) {
                for (var i = 0; i < 200; i++) {
                    gzip.write(brackets);
                }
            }
            bomb = bytes.toByteArray();
        }
        return bomb;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
