package io.tidemark.importer.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.importer.line.AccessEntry.Client;
import io.tidemark.importer.line.AccessEntry.Exchange;
import io.tidemark.importer.line.AccessEntry.Request;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {

    private final LineReader reader = new LineReader(LogFormat.AUTO);

    @Test
    void nginxVariablesTellEverything() {
        var line = """
                {"msec":"1760129736.123","time_iso8601":"2025-10-10T20:55:36+00:00","remote_addr":"2001:db8::7",\
                "remote_user":"frank","request":"PUT /v1/orders/7 HTTP/1.1","status":"204","body_bytes_sent":"0",\
                "request_length":"812","request_time":"0.045","upstream_response_time":"0.020, 0.021",\
                "http_referer":"https://shop.example/","http_user_agent":"okhttp/4.12","host":"api.example",\
                "request_id":"5f1d2c"}""";

        assertThat(read(line))
                .isEqualTo(new AccessEntry(
                        Instant.parse("2025-10-10T20:55:36.123Z"),
                        new Request("PUT", "/v1/orders/7", "http", "api.example"),
                        new Exchange(204, 812L, 0L, 45.0, 41.0),
                        new Client("2001:db8::7", "frank", "okhttp/4.12", "https://shop.example/"),
                        "5f1d2c"));
    }

    @Test
    void requestsMayComeInParts() {
        var entry = read("""
                {"time":"2026-10-10T13:55:36-07:00","request_method":"GET","request_uri":"/a?b","status":200,\
                "server_protocol":"HTTP/2.0","server_name":"_","bytes_sent":17,"request_time":0.5}""");

        assertThat(entry.request()).isEqualTo(new Request("GET", "/a?b", "http", null));
        assertThat(entry.exchange()).isEqualTo(new Exchange(200, null, 17L, 500.0, null));
    }

    @Test
    void emptyAndMissingValuesAreAbsent() {
        var entry = read("""
                {"time_local":"10/Oct/2026:13:55:36 -0700","remote_addr":"","remote_user":"-","request":"",\
                "status":400,"http_referer":null,"geo":{"country":"FR"},"upstream_response_time":"-"}""");

        assertThat(entry.request()).isEqualTo(Request.UNREADABLE);
        assertThat(entry.client()).isEqualTo(new Client(null, null, null, null));
        assertThat(entry.exchange()).isEqualTo(new Exchange(400, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "1760129736, 2025-10-10T20:55:36Z",
        "1760129736.5, 2025-10-10T20:55:36.500Z",
        "1760129736123, 2025-10-10T20:55:36.123Z",
        "2025-10-10T20:55:36.123456Z, 2025-10-10T20:55:36.123456Z",
        "2025-10-10T22:55:36+02:00, 2025-10-10T20:55:36Z",
        "10/Oct/2025:13:55:36 -0700, 2025-10-10T20:55:36Z",
    })
    void timesAreToldByTheirShape(String written, Instant time) {
        assertThat(read("{\"time\":\"" + written + "\"}").time()).isEqualTo(time);
    }

    @Test
    void escapesOfJsonAreUndone() {
        assertThat(read("{\"time\":1,\"request\":\"GET /a\\\"b\\\\c\\u0001é HTTP/1.1\"}")
                        .request()
                        .path())
                .isEqualTo("/a\"b\\c\u0001é");
    }

    @Test
    void bytesThatAreNotUtf8AreReplaced() {
        var line = "{\"time\":1,\"http_user_agent\":\"a\u00ffb\"}".getBytes(ISO_8859_1);

        assertThat(((LogLine.Entry) reader.read(line)).entry().client().userAgent())
                .isEqualTo("a\ufffdb");
    }

    @Test
    void codesOfHttp09AreNoStatus() {
        assertThat(read("{\"time\":1,\"status\":\"009\"}").exchange().status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"time\":1} x",
                "{\"time\":1,\"status\":}",
                "{\"time\":1,\"a\":\"\\x22\"}",
                "{\"time\":true}",
                "{\"time\":\"2026-02-30T00:00:00Z\"}",
                "{\"time\":1,\"status\":\"OK\"}",
                "{\"time\":1,\"request_time\":\"NaN\"}",
                "{\"time\":1,\"request_time\":\"-0.5\"}",
                "{\"time\":1,\"request_length\":1.5}",
            })
    void linesThatAreNotInTheFormatAreMalformed(String line) {
        assertThat(reader.read(line.getBytes(UTF_8))).isInstanceOf(LogLine.Malformed.class);
    }

    @Test
    void formatThatWasGivenIsNotGuessed() {
        var line = "{\"time\":1}".getBytes(UTF_8);

        assertThat(new LineReader(LogFormat.COMBINED).read(line)).isInstanceOf(LogLine.Malformed.class);
        assertThat(new LineReader(LogFormat.NGINX_JSON).read(line)).isInstanceOf(LogLine.Entry.class);
    }

    private AccessEntry read(String line) {
        var read = reader.read(line.getBytes(UTF_8));
        assertThat(read).isInstanceOf(LogLine.Entry.class);
        return ((LogLine.Entry) read).entry();
    }
}
