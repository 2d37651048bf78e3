package io.tidemark.importer.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.importer.line.AccessEntry.Client;
import io.tidemark.importer.line.AccessEntry.Exchange;
import io.tidemark.importer.line.AccessEntry.Request;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What NGINX writes of a request, whatever is in it, is read as that request. */
class CombinedRoundTripProperties {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH);

    private final LineReader reader = new LineReader(LogFormat.AUTO);

    @Property
    void writtenEntriesAreReadAgain(@ForAll("entries") AccessEntry entry, @ForAll("offsets") ZoneOffset offset) {
        assertThat(reader.read(written(entry, offset).getBytes(ISO_8859_1))).isEqualTo(new LogLine.Entry(entry));
    }

    @Property
    void anyBytesAreAnEntryOrMalformed(@ForAll byte[] bytes) {
        assertThat(reader.read(bytes)).isNotNull();
    }

    @Property
    void damagedLinesAreAnEntryOrMalformed(@ForAll("entries") AccessEntry entry, @ForAll int cut, @ForAll byte stray) {
        var line = written(entry, ZoneOffset.UTC).getBytes(ISO_8859_1);
        line[Math.floorMod(cut, line.length)] = stray;

        assertThat(reader.read(line)).isNotNull();
    }

    private static String written(AccessEntry entry, ZoneOffset offset) {
        return "%s - %s [%s] \"%s %s HTTP/1.1\" %03d %d \"%s\" \"%s\""
                .formatted(
                        entry.client().ip(),
                        escaped(entry.client().user()),
                        TIME.format(entry.time().atOffset(offset)),
                        entry.request().method(),
                        escaped(entry.request().path()),
                        entry.exchange().status(),
                        entry.exchange().bytesOut(),
                        escaped(entry.client().referrer()),
                        escaped(entry.client().userAgent()));
    }

    /** As ngx_http_log_escape does it. */
    private static String escaped(String text) {
        if (text == null) {
            return "-";
        }
        var escaped = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            int c = b & 0xff;
            escaped.append(
                    c < 0x20 || c > 0x7e || c == '"' || c == '\\' ? "\\x%02X".formatted(c) : String.valueOf((char) c));
        }
        return escaped.toString();
    }

    @Provide
    Arbitrary<ZoneOffset> offsets() {
        return Arbitraries.integers().between(-17, 17).map(half -> ZoneOffset.ofTotalSeconds(half * 1800));
    }

    @Provide
    Arbitrary<AccessEntry> entries() {
        var times = Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
        var requests = Combinators.combine(Arbitraries.of("GET", "POST", "DELETE"), texts().map(path -> "/" + path))
                .as((method, path) -> new Request(method, path, "http", null));
        var exchanges = Combinators.combine(
                        Arbitraries.integers().between(100, 599),
                        Arbitraries.longs().between(0, 1L << 40))
                .as((status, bytes) -> new Exchange(status, null, bytes, null, null));
        var clients = Combinators.combine(
                        Arbitraries.of("203.0.113.7", "::1", "2001:db8::80", "::ffff:10.0.0.1"),
                        values().filter(user -> user == null || !user.startsWith(" ")),
                        values(),
                        values())
                .as(Client::new);
        return Combinators.combine(times, requests, exchanges, clients)
                .as((time, request, exchange, client) -> new AccessEntry(time, request, exchange, client, null));
    }

    private static Arbitrary<String> values() {
        return texts().filter(text -> !text.isEmpty() && !text.equals("-")).injectNull(0.2);
    }

    /** Any text that UTF-8 can hold; half of a surrogate pair it cannot. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("ab \"\\-[]=:?%é€\t\u0000\u007f")
                .all()
                .ofMaxLength(30)
                .map(text -> new String(text.getBytes(UTF_8), UTF_8));
    }
}
