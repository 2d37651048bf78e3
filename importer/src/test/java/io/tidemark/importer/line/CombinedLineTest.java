package io.tidemark.importer.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.importer.line.AccessEntry.Client;
import io.tidemark.importer.line.AccessEntry.Exchange;
import io.tidemark.importer.line.AccessEntry.Request;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CombinedLineTest {

    private static final String HEAD = "203.0.113.7 - - [10/Oct/2026:13:55:36 -0700] ";
    private static final String COMBINED = HEAD + "\"GET /a?b=c HTTP/1.1\" 200 2326 \"-\" \"curl/8.5\"";

    private final LineReader reader = new LineReader(LogFormat.AUTO);

    @Test
    void combinedLinesTellEverything() {
        var line = "203.0.113.7 - frank [10/Oct/2026:13:55:36 -0700] \"POST /v1/orders?x=1 HTTP/2.0\" 201 2326"
                + " \"https://shop.example/cart\" \"Mozilla/5.0 (X11; Linux x86_64)\"";

        assertThat(read(line))
                .isEqualTo(new AccessEntry(
                        Instant.parse("2026-10-10T20:55:36Z"),
                        new Request("POST", "/v1/orders?x=1", "http", null),
                        new Exchange(201, null, 2326L, null, null),
                        new Client(
                                "203.0.113.7", "frank", "Mozilla/5.0 (X11; Linux x86_64)", "https://shop.example/cart"),
                        null));
    }

    @Test
    void commonLinesEndAfterTheBytes() {
        var entry = read("::1 - - [01/Jan/2026:00:00:00 +0000] \"HEAD / HTTP/1.0\" 304 -");

        assertThat(entry.client()).isEqualTo(new Client("::1", null, null, null));
        assertThat(entry.exchange()).isEqualTo(new Exchange(304, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", quoteCharacter = '\0', textBlock = """
            0.123                                  | 123.0  | null
            0.123 0.004                            | 123.0  | 4.0
            0.123 0.004, 0.006                     | 123.0  | 10.0
            0.123 0.004 : 0.007                    | 123.0  | 11.0
            0.123 -                                | 123.0  | null
            "0.123" "0.004"                        | 123.0  | 4.0
            "198.51.100.1, 10.0.0.1" 0.123         | 123.0  | null
            rt=0.250 uct="0.000" urt="0.240"       | 250.0  | 240.0
            0.123 0.001 0.002 0.004                | 123.0  | null
            "3.14"                                 | null   | null
            12345                                  | null   | null
            """)
    void requestTimesBehindTheCombinedFormatAreRecognised(String extras, Double duration, Double backend) {
        var exchange = read(COMBINED + " " + extras).exchange();

        assertThat(exchange.durationMs()).isEqualTo(duration);
        assertThat(exchange.backendMs()).isEqualTo(backend);
    }

    @Test
    void namedValuesBehindTheCombinedFormatAreUnderstood() {
        var entry = read(COMBINED + " host=Api.Example:8443 request_id=abc request_length=77");

        assertThat(entry.request().domain()).isEqualTo("api.example");
        assertThat(entry.requestId()).isEqualTo("abc");
        assertThat(entry.exchange().bytesIn()).isEqualTo(77);
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example:443 2001:db8::80 - -, shop.example, 2001:db8::80",
        "[2001:db8::1]:80 203.0.113.7 - -, [2001:db8::1], 203.0.113.7",
        "2001:db8::80 - -, , 2001:db8::80",
        "2001:db8::80 - a b, , 2001:db8::80",
        "unix: - -, , ",
        "client.example - -, , ",
    })
    void hostsInFrontAreToldFromAddresses(String head, String domain, String address) {
        var entry = read(head + " [10/Oct/2026:13:55:36 -0700] \"GET / HTTP/1.1\" 200 1");

        assertThat(entry.request().domain()).isEqualTo(domain);
        assertThat(entry.client().ip()).isEqualTo(address);
    }

    @Test
    void usersMayContainSpacesAndBrackets() {
        assertThat(read("::1 - jane [x] doe [10/Oct/2026:13:55:36 -0700] \"GET / HTTP/1.1\" 200 1")
                        .client()
                        .user())
                .isEqualTo("jane [x] doe");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", quoteCharacter = '\0', textBlock = """
            GET / HTTP/1.1                          | GET     | /              | http | null
            get /a b HTTP/1.1                       | get     | /a b           | http | null
            GET /old                                | GET     | /old           | http | null
            OPTIONS * HTTP/1.1                      | OPTIONS | *              | http | null
            GET http://H.example:80/p?q HTTP/1.1    | GET     | /p?q           | http | h.example
            GET https://h.example HTTP/1.1          | GET     | /              | http | h.example
            GET /r?u=http://x/ HTTP/1.1             | GET     | /r?u=http://x/ | http | null
            CONNECT h.example:443 HTTP/1.1          | CONNECT | h.example:443  | http | null
            \\x16\\x03\\x01\\x02\\x00\\x01          | null    | null           | null | null
            -                                       | null    | null           | null | null
            quit                                    | null    | null           | null | null
            SSH-2.0-Go HTTP/1.1                     | null    | null           | null | null
            """)
    void requestsAreTakenApartAsFarAsTheyAreHttp(
            String request, String method, String path, String protocol, String domain) {
        assertThat(read(HEAD + '"' + request + "\" 400 150").request())
                .isEqualTo(new Request(method, path, protocol, domain));
    }

    @Test
    void emptyRequestsOfClosedConnectionsAreEntries() {
        assertThat(read(HEAD + "\"\" 400 0 \"-\" \"-\"").request()).isEqualTo(Request.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            /caf\\xC3\\xA9                | /café
            /a\\x22b\\x5Cc                | /a"b\\c
            /a\\"b\\\\c                   | /a"b\\c
            /tab\\tend                    | /tab\tend
            /\\xFF                        | /\ufffd
            /100\\%                       | /100\\%
            """)
    void escapesOfBothServersAreUndone(String written, String path) {
        assertThat(read(HEAD + "\"GET " + written + " HTTP/1.1\" 200 1")
                        .request()
                        .path())
                .isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "203.0.113.7 - - [yesterday] \"GET / HTTP/1.1\" 200 1",
                "203.0.113.7 - - [31/Feb/2026:13:55:36 -0700] \"GET / HTTP/1.1\" 200 1",
                "203.0.113.7 [10/Oct/2026:13:55:36 -0700] \"GET / HTTP/1.1\" 200 1",
                HEAD + "GET / HTTP/1.1 200 1",
                HEAD + "\"GET / HTTP/1.1 200 1",
                HEAD + "\"GET / HTTP/1.1\" 200",
                HEAD + "\"GET / HTTP/1.1\" OK 1",
                HEAD + "\"GET / HTTP/1.1\" 2000 1",
                HEAD + "\"GET / HTTP/1.1\" 200 -5",
                HEAD + "\"GET / HTTP/1.1\" 200 1 \"-\" \"curl\\",
                HEAD,
            })
    void linesThatAreNotInTheFormatAreMalformed(String line) {
        assertThat(reader.read(line.getBytes(ISO_8859_1))).isInstanceOf(LogLine.Malformed.class);
    }

    private AccessEntry read(String line) {
        var read = reader.read(line.getBytes(ISO_8859_1));
        assertThat(read).isInstanceOf(LogLine.Entry.class);
        return ((LogLine.Entry) read).entry();
    }
}
