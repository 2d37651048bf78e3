package io.tidemark.events.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.events.FieldError;
import io.tidemark.events.RawEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {

    private final EventReader reader = new EventReader();

    @Test
    void theEnvelopeCarriesWhoAndWhenTheDataWhat() {
        var raw = readable("""
                {
                  "specversion": "1.0", "id": "7", "source": "/gw/eu", "type": "io.tidemark.token_issuance",
                  "time": "2026-11-20T09:30:00Z", "datacontenttype": "application/json", "subject": "x",
                  "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "custom": {"any": [1]},
                  "data": {"consumer": "key-1", "status": 200}
                }""");

        var expected = new RawEvent();
        expected.id = "7";
        expected.source = "/gw/eu";
        expected.type = "token_issuance";
        expected.time = "2026-11-20T09:30:00Z";
        expected.traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        expected.spanId = "00f067aa0ba902b7";
        expected.consumer = "key-1";
        expected.status = 200;
        assertThat(raw).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void theEnvelopesIdAndTimeWinAndTheDatasTypeAndTrace() {
        var raw = readable("""
                {
                  "data": {"id": "inner", "type": "request", "time": "2026-01-01T00:00:00Z", "traceId": "t"},
                  "specversion": "1.0", "id": "outer", "source": "/gw", "type": "com.example.Call",
                  "time": "2026-11-20T09:30:00Z",
                  "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
                }""");

        assertThat(raw.id).isEqualTo("outer");
        assertThat(raw.time).isEqualTo("2026-11-20T09:30:00Z");
        assertThat(raw.type).isEqualTo("request");
        assertThat(raw.traceId).isEqualTo("t");
        assertThat(raw.spanId).isNull();
    }

    @Test
    void theDatasTimeCountsWhereTheEnvelopeHasNone() {
        assertThat(readable(envelope("\"data\":{\"time\":\"2026-01-01T00:00:00Z\"}")).time)
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"data\":null", "\"data\":{}", "\"datacontenttype\":null"})
    void dataMayBeMissing(String more) {
        var raw = readable(envelope(more));

        assertThat(raw.id).isEqualTo("7");
        assertThat(raw.type).isEqualTo("request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json; charset=utf-8", "text/json", "application/vnd.acme+json", "Application/JSON"})
    void anyJsonMediaTypeIsTaken(String mediaType) {
        assertThat(readable(envelope("\"datacontenttype\":\"" + mediaType + "\"")).id)
                .isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            })
    void anInvalidTraceparentIsIgnored(String traceparent) {
        var raw = readable(envelope("\"traceparent\":\"" + traceparent + "\""));

        assertThat(raw.traceId).isNull();
        assertThat(raw.spanId).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':'7','source':'/gw','type':'request'}                           | specversion",
                "{'specversion':'0.3','id':'7','source':'/gw','type':'request'}       | specversion",
                "{'specversion':'1.0','source':'/gw','type':'request'}                | id",
                "{'specversion':'1.0','id':7,'source':'/gw','type':'request'}         | id",
                "{'specversion':'1.0','id':'','source':'/gw','type':'request'}        | id",
                "{'specversion':'1.0','id':'7','type':'request'}                      | source",
                "{'specversion':'1.0','id':'7','source':'','type':'request'}          | source",
                "{'specversion':'1.0','id':'7','source':'/gw'}                        | type",
                "{'specversion':'1.0','id':'7','source':'/gw','type':'a','data':'x'}  | data",
                "{'specversion':'1.0','id':'7','source':'/gw','type':'a','data':[]}   | data",
                "{'specversion':'1.0','id':'7','source':'/gw','type':'a','data':{'status':'x'}} | status",
                "{'specversion':'1.0','id':'7','source':'/gw','type':'a','data':{'foo':'x'}} | foo",
                "{'specversion':'1.0','id':'7','source':'/gw','type':'a','data_base64':'e30='} | data_base64",
                "{'specversion':'1.0','id':'7','source':'/gw','type':'a','datacontenttype':'text/xml'} | datacontenttype",
                "{'specversion':'1.0','id':'7','source':'/gw','type':'a','id':'8'}    | id",
                "{'specversion':'1.0','id':'7','source':'/gw','type':'a','x':1,'x':1} | x",
                "{'specversion':'1.0','id':'7','source':'/gw','type':'a','data':{},'data':{}} | data",
            })
    void oneBadFieldMakesItsEventUnreadable(String json, String field) {
        var events = reader.read(
                ("[" + json.replace('\'', '"') + "," + envelope("\"y\":1") + "]").getBytes(UTF_8),
                Format.CLOUDEVENTS_BATCH);

        assertThat(((Decoded.Unreadable) events.getFirst()).errors())
                .extracting(FieldError::field)
                .containsExactly(field);
        assertThat(events.getLast()).isInstanceOf(Decoded.Readable.class);
    }

    @Test
    void oneEventAndABatchAreDifferentMediaTypes() {
        assertThat(read("[]", Format.CLOUDEVENTS_BATCH)).isEmpty();
        assertThatThrownBy(() -> read("[]", Format.CLOUDEVENT)).isInstanceOf(MalformedBodyException.class);
        assertThatThrownBy(() -> read(envelope("\"y\":1"), Format.CLOUDEVENTS_BATCH))
                .isInstanceOf(MalformedBodyException.class);
    }

    private RawEvent readable(String json) {
        return ((Decoded.Readable) read(json, Format.CLOUDEVENT).getFirst()).raw();
    }

    private List<Decoded> read(String json, Format format) {
        return reader.read(json.getBytes(UTF_8), format);
    }

    private static String envelope(String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/gw\",\"type\":\"request\"," + more + "}";
    }
}
