package io.tidemark.events.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.events.EventValidator;
import io.tidemark.events.Validated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is sent, reading and validation end in an answer. */
class EventReaderPropertyTest {

    private static final Instant ARRIVAL = Instant.parse("2026-11-20T10:00:00Z");

    private static final String EVENT = """
            {"specversion":"1.0","id":"e-1","source":"/gw","type":"request","time":"2026-11-20T09:30:00.5+01:00",\
            "agentId":"00000000-0000-0000-0000-000000000007","path":"/pay/7?x=%41","status":503,"durationMs":12.5e0,\
            "bytesIn":10,"groups":["a","\\ud83d\\udc1f"],"clientIp":"[2001:db8::1]:80","userAgent":"Mozilla/5.0 (X11)",\
            "referrer":"https://example.com/x","error":{"type":"a","message":null},"requestId":"00ff",\
            "attributes":{"a":[1,-2.5e3,"x",{"b":null}],"c":true},"data":{"domain":"é"}}""";

    private final EventReader reader = new EventReader();
    private final EventValidator validator = new EventValidator();

    @Property
    void anyBytesEndInAnAnswer(@ForAll byte[] body, @ForAll Format format) {
        assertAnswered(body, format);
    }

    @Property(tries = 5_000)
    void anyMutationOfGoodJsonEndsInAnAnswer(@ForAll("mutations") byte[] body, @ForAll Format format) {
        assertAnswered(body, format);
    }

    @Property(tries = 3_000)
    void anyValueOfAnyFieldEndsInAnAnswer(@ForAll("fields") String body, @ForAll Format format) {
        assertAnswered(body.getBytes(UTF_8), format);
    }

    @Property
    void attributesAreAFixedPoint(@ForAll("values") String value) {
        var once = attributes("{\"x\":" + value + "}");

        if (once != null) {
            assertThat(attributes(once)).isEqualTo(once);
        }
    }

    private String attributes(String attributes) {
        var body = ("{\"attributes\":" + attributes + "}").getBytes(UTF_8);
        return reader.read(body, Format.JSON).getFirst() instanceof Decoded.Readable(var raw) ? raw.attributes : null;
    }

    private void assertAnswered(byte[] body, Format format) {
        for (var event : read(body, format)) {
            switch (event) {
                case Decoded.Unreadable(var id, var errors) ->
                    assertThat(errors).isNotEmpty();
                case Decoded.Readable(var raw) ->
                    assertThat(validator.validate(
                                    raw, ARRIVAL, ARRIVAL.minus(Duration.ofDays(30)), day -> new byte[32]))
                            .isInstanceOfAny(Validated.Accepted.class, Validated.Rejected.class);
            }
        }
    }

    private List<Decoded> read(byte[] body, Format format) {
        try {
            return reader.read(body, format);
        } catch (MalformedBodyException | TooManyEventsException e) {
            assertThat(e.getMessage()).isNotBlank();
            return List.of();
        }
    }

    /** Bytes overwritten, cut out, repeated, or the end missing. */
    @Provide
    Arbitrary<byte[]> mutations() {
        var bodies = Arbitraries.of(EVENT, "[" + EVENT + "," + EVENT + "]", EVENT + "\n" + EVENT);
        var pieces = Arbitraries.of(
                "\"",
                "\\",
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\\u0000",
                "\\ud800",
                "\0",
                "null",
                "1e999",
                "-",
                "\n",
                "\"id\":1,",
                "é");
        return Combinators.combine(
                        bodies,
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 40),
                        pieces.list().ofMaxSize(4))
                .as(EventReaderPropertyTest::mutated);
    }

    private static byte[] mutated(String body, double where, int length, List<String> pieces) {
        var at = (int) (where * body.length());
        var rest = body.substring(Math.min(body.length(), at + length));
        var mutated = (body.substring(0, at) + String.join("", pieces) + (length == 40 ? "" : rest)).getBytes(UTF_8);
        if (length % 7 == 3 && at < mutated.length) {
            mutated[at] = (byte) (at * 31);
        }
        return mutated;
    }

    @Provide
    Arbitrary<String> fields() {
        var names = Arbitraries.of(
                "id",
                "type",
                "time",
                "agentId",
                "path",
                "method",
                "status",
                "groups",
                "durationMs",
                "bytesIn",
                "quantity",
                "country",
                "clientIp",
                "userAgent",
                "referrer",
                "error",
                "attributes",
                "traceId",
                "data",
                "source",
                "specversion",
                "nonsense");
        var field = Combinators.combine(names, values()).as((name, value) -> "\"" + name + "\":" + value);
        return field.list().ofMaxSize(6).map(fields -> "{" + String.join(",", fields) + "}");
    }

    @Provide
    Arbitrary<String> values() {
        var texts = Arbitraries.strings().all().ofMaxLength(12).map(EventReaderPropertyTest::quoted);
        var numbers = Arbitraries.of(
                "0", "-0", "-1", "1.5", "1e400", "1e-400", "9".repeat(30), "0.1e+5", "12345678901234567890");
        var odd = Arbitraries.of(
                "null",
                "true",
                "{}",
                "[]",
                "[null]",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "[[[[[[[[[[]]]]]]]]]]",
                "{\"a\":1,\"a\":2}",
                "\"2026-11-20T09:30:00Z\"",
                "\"/a/7/%\"",
                "\"::\"",
                "\"http://[\"",
                "{\"type\":\"x\",\"code\":1}");
        var flat = Arbitraries.oneOf(texts, numbers, odd);
        return Arbitraries.oneOf(flat, flat.list().ofMaxSize(4).map(list -> "[" + String.join(", ", list) + "]"));
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var c : text.toCharArray()) {
            quoted.append("\\u%04x".formatted((int) c));
        }
        return quoted.append('"').toString();
    }
}
