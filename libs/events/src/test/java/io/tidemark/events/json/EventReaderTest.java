package io.tidemark.events.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.events.FieldError;
import io.tidemark.events.RawEvent;
import io.tidemark.events.json.Decoded.Readable;
import io.tidemark.events.json.Decoded.Unreadable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private final EventReader reader = new EventReader();

    @Test
    void everyFieldIsRead() {
        var raw = readable("""
                {
                  "id": "e-1", "type": "request", "time": "2026-11-20T09:30:00Z",
                  "agentId": "00000000-0000-0000-0000-000000000007", "agentName": "worker",
                  "api": "payments", "route": "/pay/{id}", "path": "/pay/7", "method": "POST", "status": 503,
                  "protocol": "HTTP/1.1", "domain": "api.example.com", "environment": "prod",
                  "consumer": "key-1", "user": "jané 🐟", "groups": ["b", "a", "b"],
                  "durationMs": 12.5, "overheadMs": 1, "backendMs": 1.15e1, "bytesIn": 10, "bytesOut": 2e1, "quantity": 3.0,
                  "country": "FR", "clientIp": "203.0.113.7", "userAgent": "curl/8.5.0", "referrer": "https://example.com/",
                  "error": {"type": "timeout", "message": "took too long", "category": "backend"},
                  "requestId": "req-1", "traceId": "4bf9", "spanId": "00f0",
                  "attributes": {"plan": "gold", "retries": 2}
                }""");

        var expected = new RawEvent();
        expected.id = "e-1";
        expected.type = "request";
        expected.time = "2026-11-20T09:30:00Z";
        expected.agentId = "00000000-0000-0000-0000-000000000007";
        expected.agentName = "worker";
        expected.api = "payments";
        expected.route = "/pay/{id}";
        expected.path = "/pay/7";
        expected.method = "POST";
        expected.status = 503;
        expected.protocol = "HTTP/1.1";
        expected.domain = "api.example.com";
        expected.environment = "prod";
        expected.consumer = "key-1";
        expected.user = "jané 🐟";
        expected.groups = List.of("b", "a", "b");
        expected.durationMs = 12.5;
        expected.overheadMs = 1.0;
        expected.backendMs = 11.5;
        expected.bytesIn = 10L;
        expected.bytesOut = 20L;
        expected.quantity = 3L;
        expected.country = "FR";
        expected.clientIp = "203.0.113.7";
        expected.userAgent = "curl/8.5.0";
        expected.referrer = "https://example.com/";
        expected.error = true;
        expected.errorType = "timeout";
        expected.errorMessage = "took too long";
        expected.errorCategory = "backend";
        expected.requestId = "req-1";
        expected.traceId = "4bf9";
        expected.spanId = "00f0";
        expected.attributes = "{\"plan\":\"gold\",\"retries\":2}";
        assertThat(raw).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void aNullIsAsGoodAsAbsent() {
        var raw = readable("""
                {"id":"e-1","time":null,"status":null,"durationMs":null,"bytesIn":null,"groups":null,"error":null,"attributes":null}""");

        var expected = new RawEvent();
        expected.id = "e-1";
        assertThat(raw).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void anEmptyErrorIsAnError() {
        assertThat(readable("{\"id\":\"e-1\",\"error\":{}}").error).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':7}                                 | id",
                "{'id':['e-1']}                           | id",
                "{'id':'e-1','status':'200'}              | status",
                "{'id':'e-1','status':200.5}              | status",
                "{'id':'e-1','status':true}               | status",
                "{'id':'e-1','durationMs':'1'}            | durationMs",
                "{'id':'e-1','durationMs':{}}             | durationMs",
                "{'id':'e-1','bytesIn':1.5}               | bytesIn",
                "{'id':'e-1','bytesIn':1e300}             | bytesIn",
                "{'id':'e-1','bytesIn':9223372036854775808} | bytesIn",
                "{'id':'e-1','groups':'a'}                | groups",
                "{'id':'e-1','groups':[1]}                | groups",
                "{'id':'e-1','groups':['a',null]}         | groups",
                "{'id':'e-1','groups':[['a']]}            | groups",
                "{'id':'e-1','error':'timeout'}           | error",
                "{'id':'e-1','error':[]}                  | error",
                "{'id':'e-1','error':{'type':1}}          | error.type",
                "{'id':'e-1','error':{'code':1}}          | error.code",
                "{'id':'e-1','error':{'type':'a','type':'a'}} | error.type",
                "{'id':'e-1','attributes':[]}             | attributes",
                "{'id':'e-1','attributes':'{}'}           | attributes",
                "{'id':'e-1','consumer':{'deep':[[]]}}    | consumer",
                "{'id':'e-1','tenantId':'x'}              | tenantId",
                "{'id':'e-1','specversion':'1.0'}         | specversion",
                "{'id':'e-1','ID':'x'}                    | ID",
                "{'id':'e-1','id':'e-1'}                  | id",
                "{'id':'e-1','user':'a','api':'b','user':'a'} | user",
                "{'id':'e-1','user':null,'user':'a'}      | user",
                "{'id':'e-1','user':'a\\u0000b'}          | user",
                "{'id':'e-1','user':'\\ud83d'}            | user",
                "{'id':'e-1','user':'\\udc1f\\ud83d'}     | user",
                "{'id':'e-1','user':'\\ud83da'}           | user",
                "{'id':'e-1','groups':['\\u0000']}        | groups",
            })
    void oneBadFieldMakesItsEventUnreadable(String json, String field) {
        var good = "{\"id\":\"e-2\"}";
        var events = read("[%s,%s]".formatted(json.replace('\'', '"'), good), Format.JSON);

        assertThat(events).hasSize(2);
        assertThat(fields(events.getFirst())).containsExactly(field);
        assertThat(events.getLast()).isInstanceOf(Readable.class);
    }

    @Test
    void anUnreadableEventIsNamedByItsIdIfThatIsOne() {
        assertThat(unreadable("{\"status\":\"x\",\"id\":\"e-1\"}").id()).isEqualTo("e-1");
        assertThat(unreadable("{\"status\":\"x\"}").id()).isNull();
        assertThat(unreadable("{\"id\":\"\\ud800\"}").id()).isNull();
        assertThat(unreadable("{\"status\":\"x\",\"id\":\"" + "i".repeat(129) + "\"}")
                        .id())
                .isNull();
    }

    @Test
    void allBadFieldsAreNamedUpToALimit() {
        assertThat(fields(unreadable("{\"id\":1,\"status\":\"\",\"a\":0}"))).containsExactly("id", "status", "a");
        var unknown = new StringBuilder("{\"id\":\"e-1\"");
        for (var i = 0; i < 1000; i++) {
            unknown.append(",\"f").append(i).append("\":1");
        }
        assertThat(unreadable(unknown.append('}').toString()).errors()).hasSize(20);
    }

    @Test
    void namesOfUnknownFieldsAreFitToBeQuoted() {
        assertThat(fields(unreadable("{\"\\u0000🐟%s\":1}".formatted("x".repeat(100)))))
                .containsExactly("???" + "x".repeat(61));
    }

    @Test
    void hugeTextsAndNumbersSinkTheirEventAlone() {
        var digits = "9".repeat(200_000);
        var events = read(
                "[{\"status\":%1$s},{\"durationMs\":%1$s},{\"bytesIn\":%1$s.0},{\"%1$s\":1},{\"id\":\"%1$s\"},{\"attributes\":{\"a\":%1$s}}]"
                        .formatted(digits),
                Format.JSON);

        assertThat(events).hasSize(6);
        assertThat(events.get(4)).isInstanceOf(Readable.class);
        assertThat(events.stream().filter(Unreadable.class::isInstance)).hasSize(5);
    }

    @Test
    void noMoreGroupsAreKeptThanAreNeededToCountThem() {
        var groups = "\"a\",".repeat(100_000);

        assertThat(readable("{\"groups\":[" + groups + "\"a\"]}").groups).hasSize(33);
    }

    @Test
    void elementsThatAreNoObjectsAreEventsThatCannotBeRead() {
        var events = read("[1, {\"id\":\"e-1\"}, [[{}]], null, \"x\"]", Format.JSON);

        assertThat(events).hasSize(5);
        assertThat(events.get(1)).isInstanceOf(Readable.class);
        assertThat(events.get(2)).isEqualTo(new Unreadable(null, List.of(new FieldError("", "must be a JSON object"))));
    }

    @Test
    void anEmptyArrayHoldsNoEvents() {
        assertThat(read(" [ ] ", Format.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "7",
                "null",
                "\"x\"",
                "nonsense",
                "{",
                "[",
                "[{}",
                "{\"id\":\"e-1\"",
                "{\"id\":\"e-1\"}}",
                "{\"id\":\"e-1\"} {\"id\":\"e-2\"}",
                "[{\"id\":\"e-1\"},]",
                "[{\"id\":\"e-1\"} {\"id\":\"e-2\"}]",
                "{'id':'e-1'}",
                "{id:\"e-1\"}",
                "{\"id\":\"e-1\",}",
                "{\"id\":\"e\n1\"}",
                "{\"status\":0200}",
                "{\"status\":+200}",
                "{\"durationMs\":NaN}",
                "{\"durationMs\":.5}",
                "{\"id\":\"\\x\"}",
                "{\"\\ud800\":1}",
                "{\"id\":\"e-1\"/*comment*/}",
            })
    void whatIsNotJsonOfTheRightShapeIsMalformed(String body) {
        assertThatThrownBy(() -> read(body, Format.JSON)).isInstanceOf(MalformedBodyException.class);
    }

    @Test
    void invalidUtf8IsMalformed() {
        var body = "{\"id\":\"e-?\"}".getBytes(UTF_8);
        body[9] = (byte) 0xFF;

        assertThatThrownBy(() -> reader.read(body, Format.JSON)).isInstanceOf(MalformedBodyException.class);
    }

    @Test
    void charactersEncodedInTooManyBytesDoNotSmuggleNulIn() {
        var body = "{\"id\":\"e-??\"}".getBytes(UTF_8);
        body[9] = (byte) 0xC0;
        body[10] = (byte) 0x80;

        assertThat(fields(reader.read(body, Format.JSON).getFirst())).containsExactly("id");
    }

    @Test
    void theErrorSaysWhereAndQuotesNothing() {
        assertThatThrownBy(() -> read("[{\"id\":\"e-1\"},\n{secret}]", Format.JSON))
                .hasMessage("The body is not valid JSON (line 2, column 2)");
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() -> read("[{\"id\":" + "[".repeat(100_000), Format.JSON))
                .isInstanceOf(MalformedBodyException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 100_000, 2_000_000})
    void anEventNestedTooDeeplySinksAlone(int depth) {
        var deep = "[".repeat(depth) + "\"]\\\"\"" + "]".repeat(depth);
        var objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        var events = read(
                "[{\"id\":\"e-1\"}, {\"id\":\"e-2\",\"attributes\":{\"a\":" + deep + "},\"consumer\":\"c\"}, " + deep
                        + ", {\"id\":\"e-3\",\"x\":" + objects + "}, {\"id\":\"e-4\"}]",
                Format.JSON);

        assertThat(events)
                .extracting(Object::getClass)
                .containsExactly(Readable.class, Unreadable.class, Unreadable.class, Unreadable.class, Readable.class);
        assertThat(fields(events.get(1))).containsExactly("attributes");
        assertThat(fields(events.get(3))).containsExactly("x");
    }

    @Test
    void tenThousandEventsAreTheLimit() {
        assertThat(read("[" + "0,".repeat(9_999) + "0]", Format.JSON)).hasSize(10_000);
        assertThatThrownBy(() -> read("[" + "0,".repeat(10_000) + "0]", Format.JSON))
                .isInstanceOf(TooManyEventsException.class);
        assertThat(read("{}\n\n".repeat(10_000), Format.NDJSON)).hasSize(10_000);
        assertThatThrownBy(() -> read("{}\n\n".repeat(10_001), Format.NDJSON))
                .isInstanceOf(TooManyEventsException.class);
    }

    @Test
    void aBadLineLeavesTheOthersAlone() {
        var events = read("""
                {"id":"e-1"}
                {"id":"e-2"
                \t
                {"id":"e-3"}\r
                [{"id":"e-4"}]
                {"id":"e-5"} {"id":"e-6"}
                {"id":"e-7","status":"x"}
                "id":"e-8"
                {"id":"e-9"}""", Format.NDJSON);

        assertThat(events.stream().map(Readable.class::isInstance))
                .containsExactly(true, false, true, false, false, false, false, true);
        assertThat(fields(events.get(5))).containsExactly("status");
        assertThat(fields(events.get(1))).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n \n\t\n"})
    void linesWithoutAnythingHoldNoEvents(String body) {
        assertThat(read(body, Format.NDJSON)).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheBody() {
        assertThat(read("\uFEFF{\"id\":\"e-1\"}", Format.JSON).getFirst()).isInstanceOf(Readable.class);
        assertThat(reader.read("{\"id\":\"e-1\"}".getBytes(UTF_16BE), Format.JSON)
                        .getFirst())
                .isInstanceOf(Readable.class);
    }

    @ParameterizedTest
    @MethodSource
    void attributesAreCopiedCompactly(String sent, String kept) {
        assertThat(readable("{\"attributes\":" + sent + "}").attributes).isEqualTo(kept);
    }

    static Stream<Arguments> attributesAreCopiedCompactly() {
        return Stream.of(
                Arguments.of("{ }", "{}"),
                Arguments.of(
                        "{ \"b\" : [ 1 , -2.50 , 1E+3 , true , null ] , \"a\" : { } }",
                        "{\"b\":[1,-2.50,1E+3,true,null],\"a\":{}}"),
                Arguments.of("{\"q\":\"\\\"\\\\\\/\\n\\u00e9\\u0001\"}", "{\"q\":\"\\\"\\\\/\\u000aé\\u0001\"}"),
                Arguments.of("{\"\\\"\":\"🐟\\ud83d\\udc1f\"}", "{\"\\\"\":\"🐟🐟\"}"),
                Arguments.of("{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":1}}", "{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":1}}"),
                Arguments.of(
                        "{\"a\":" + "[".repeat(7) + "]".repeat(7) + "}",
                        "{\"a\":" + "[".repeat(7) + "]".repeat(7) + "}"),
                Arguments.of("{\"a\":\"" + "x".repeat(8184) + "\"}", "{\"a\":\"" + "x".repeat(8184) + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":[{\"b\":1,\"b\":2}]}",
                "{\"a\":\"\\u0000\"}",
                "{\"\\u0000\":1}",
                "{\"a\":\"\\udc00\"}",
                "{\"a\":[[[[[[[[]]]]]]]]}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}",
                "{\"a\":1e1000}",
                "{\"a\":1E-99999999999}",
            })
    void attributesThatCannotBeStoredAreRefused(String attributes) {
        assertThat(fields(unreadable("{\"id\":\"e-1\",\"attributes\":" + attributes + ",\"api\":\"x\"}")))
                .containsExactly("attributes");
    }

    @ParameterizedTest
    @MethodSource
    void attributesAreBounded(String attributes) {
        assertThat(fields(unreadable("{\"id\":\"e-1\",\"attributes\":" + attributes + ",\"api\":\"x\"}")))
                .containsExactly("attributes");
    }

    static Stream<String> attributesAreBounded() {
        return Stream.of(
                "{\"a\":\"" + "x".repeat(8185) + "\"}",
                "{\"a\":\"" + "é".repeat(4093) + "\"}",
                "{\"a\":\"" + "\\u0001".repeat(1500) + "\"}",
                "{\"" + "x".repeat(100_000) + "\":1}",
                "{\"a\":[" + "1,".repeat(100_000) + "1]}",
                "{\"a\":[" + "\"xxxxxxxxxx\",".repeat(100_000) + "1]}",
                "{\"a\":" + "9".repeat(100_000) + "}");
    }

    private RawEvent readable(String json) {
        return switch (read(json, Format.JSON).getFirst()) {
            case Readable(var raw) -> raw;
            case Unreadable(var id, var errors) -> throw new AssertionError(errors);
        };
    }

    private Unreadable unreadable(String json) {
        return (Unreadable) read(json, Format.JSON).getFirst();
    }

    private List<Decoded> read(String body, Format format) {
        return reader.read(body.getBytes(UTF_8), format);
    }

    private static List<String> fields(Decoded event) {
        return ((Unreadable) event).errors().stream().map(FieldError::field).toList();
    }
}
