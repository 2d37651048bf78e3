package io.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.events.client.Client;
import io.tidemark.events.client.ClientClass;
import io.tidemark.events.client.Device;
import io.tidemark.events.referrer.Referrer;
import io.tidemark.events.referrer.ReferrerClass;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which field finds which place. */
class EventFieldsTest extends EventValidatorBed {

    @Test
    void anIdIsEnough() {
        var event = accepted(raw -> {});

        assertThat(event.id()).isEqualTo(ID);
        assertThat(event.type()).isEqualTo("request");
        assertThat(event.time()).isEqualTo("2026-11-20T10:00:00.123456Z");
        assertThat(event.timed()).isFalse();
        assertThat(event.day()).isEqualTo("2026-11-20");
        assertThat(event.agent()).isNull();
        assertThat(event.endpoint()).isEqualTo(new Endpoint(null, null, null, false, null, null, null, null, null));
        assertThat(event.caller()).isEqualTo(new Caller(null, null, null, null));
        assertThat(event.client()).isEqualTo(Client.ABSENT);
        assertThat(event.referrer()).isEqualTo(Referrer.ABSENT);
        assertThat(event.measures()).isEqualTo(new Measures(null, null, null, null, null, 1));
        assertThat(event.error()).isFalse();
    }

    @Test
    void groupsAreStoredSortedAndOnce() {
        assertThat(groups("z", "a", "", "m", "a")).isEqualTo("a\nm\nz");
        assertThat(groups("one")).isEqualTo("one");
        assertThat(groups("", "")).isNull();
        assertThat(groups("")).isNull();
        assertThat(groups()).isNull();
    }

    private @Nullable String groups(String... groups) {
        return accepted(raw -> raw.groups = List.of(groups)).endpoint().groups();
    }

    @Test
    void methodsThatNobodyDefinedAreOneMethod() {
        assertThat(accepted(raw -> raw.method = "propfind").endpoint().method()).isEqualTo("PROPFIND");
        assertThat(accepted(raw -> raw.method = "GETT").endpoint().method()).isEqualTo(":other");
        assertThat(accepted(raw -> raw.method = "").endpoint().method()).isNull();
    }

    @Test
    void everyFieldFindsItsPlace() {
        var event = accepted(EventFieldsTest::fillIn);

        assertThat(event.type()).isEqualTo("token_issuance");
        assertThat(event.time()).isEqualTo("2026-11-19T23:30:00.5Z");
        assertThat(event.timed()).isTrue();
        assertThat(event.day()).isEqualTo("2026-11-19");
        assertThat(event.agent()).isEqualTo(new Agent(new UUID(0, 7), "worker"));
        assertThat(event.endpoint())
                .isEqualTo(new Endpoint(
                        "payments",
                        "/pay/{id}",
                        "/pay/7",
                        false,
                        "POST",
                        "HTTP/1.1",
                        "api.example.com",
                        "prod",
                        "a\nb"));
        assertThat(event.status()).isEqualTo(503);
        assertThat(event.caller().consumer()).isEqualTo("key-1");
        assertThat(event.caller().user()).isEqualTo("jane");
        assertThat(event.caller().country()).isEqualTo("FR");
        assertThat(event.client()).isEqualTo(new Client("Firefox", "Ubuntu", Device.DESKTOP, ClientClass.BROWSER));
        assertThat(event.referrer()).isEqualTo(new Referrer(ReferrerClass.INTERNAL, "www.api.example.com"));
        assertThat(event.measures()).isEqualTo(new Measures(12_346L, 1_000L, 11_346L, 10L, 20L, 3));
        assertThat(event.failure()).isEqualTo(new Failure("timeout", "took too long", "backend"));
        assertThat(PackedId.unpack(event.correlation().requestId())).isEqualTo("req-1");
        assertThat(PackedId.unpack(event.correlation().traceId())).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(PackedId.unpack(event.correlation().spanId())).isEqualTo("00f067aa0ba902b7");
        assertThat(event.attributes()).isEqualTo("{\"a\":1}");
    }

    private static void fillIn(RawEvent raw) {
        raw.type = "token_issuance";
        raw.time = "2026-11-20T00:30:00.5+01:00";
        raw.agentId = "00000000-0000-0000-0000-000000000007";
        raw.agentName = "worker";
        raw.api = "payments";
        raw.route = "/pay/{id}";
        raw.path = "/pay/7?amount=1#x";
        raw.method = "post";
        raw.status = 503;
        raw.protocol = "HTTP/1.1";
        raw.domain = "API.example.com";
        raw.environment = "prod";
        raw.consumer = "key-1";
        raw.user = "jane";
        raw.groups = List.of("b", "a", "", "b");
        raw.durationMs = 12.3456;
        raw.overheadMs = 1.0;
        raw.backendMs = 11.3456;
        raw.bytesIn = 10L;
        raw.bytesOut = 20L;
        raw.quantity = 3L;
        raw.country = "fr";
        raw.clientIp = "203.0.113.7:5555";
        raw.userAgent = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0";
        raw.referrer = "https://www.api.example.com/page?token=secret";
        raw.error = true;
        raw.errorType = "timeout";
        raw.errorMessage = "took too long";
        raw.errorCategory = "backend";
        raw.requestId = "req-1";
        raw.traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        raw.spanId = "00f067aa0ba902b7";
        raw.attributes = "{\"a\":1}";
    }

    @Test
    void theRouteIsDerivedFromThePathUnlessItIsSent() {
        assertThat(accepted(raw -> raw.path = "/users/7/?x").endpoint().route()).isEqualTo("/users/:id");
        assertThat(accepted(raw -> raw.path = "/users/7/?x").endpoint().path()).isEqualTo("/users/7/");
        assertThat(accepted(raw -> {
                            raw.path = "/users/7";
                            raw.route = "/users/{user}";
                        })
                        .endpoint()
                        .route())
                .isEqualTo("/users/{user}");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "request,        200, -,                 -",
                "request,        0,   -,                 -",
                "request,        404, -,                 client_error",
                "request,        408, -,                 timeout_error",
                "request,        429, -,                 rate_limit_error",
                "request,        499, -,                 network_error",
                "request,        500, -,                 server_error",
                "request,        504, -,                 timeout_error",
                "request,        0,   refused,           network_error",
                "request,        200, DEADLINE_EXCEEDED, timeout_error",
                "request,        200, bad_user_input,    client_error",
                "request,        200, boom,              other",
                "token_failure,  401, -,                 -",
                "token_failure,  401, expired,           client_error"
            })
    void mf14ErrorsHaveACategory(String type, int status, @Nullable String errorType, @Nullable String category) {
        assertThat(accepted(raw -> {
                            raw.type = type;
                            raw.status = status;
                            raw.error = errorType != null;
                            raw.errorType = errorType;
                        })
                        .errorCategory())
                .isEqualTo(category);
    }

    @Test
    void theCategoryThatTheSenderGivesIsKept() {
        assertThat(accepted(raw -> {
                            raw.status = 500;
                            raw.error = true;
                            raw.errorCategory = "backend";
                        })
                        .errorCategory())
                .isEqualTo("backend");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "100, false", "399, false", "400, true", "599, true"})
    void aStatusOf400AndAboveIsAnError(int status, boolean error) {
        assertThat(accepted(raw -> raw.status = status).error()).isEqualTo(error);
    }

    @Test
    void anExplicitErrorIsAnErrorEvenIfItSaysNothing() {
        var event = accepted(raw -> {
            raw.status = 200;
            raw.error = true;
        });

        assertThat(event.error()).isTrue();
        assertThat(event.failure()).isEqualTo(new Failure("unknown", null, null));
    }

    @Test
    void aNameWithoutAnAgentIsDropped() {
        assertThat(accepted(raw -> raw.agentName = "worker").agent()).isNull();
    }

    @ParameterizedTest
    @MethodSource
    void emptyTextsAreAbsent(BiConsumer<RawEvent, String> field) {
        assertThat(accepted(raw -> field.accept(raw, ""))).isEqualTo(accepted(raw -> {}));
    }

    static Stream<BiConsumer<RawEvent, String>> emptyTextsAreAbsent() {
        return Stream.of(
                (raw, text) -> raw.api = text,
                (raw, text) -> raw.route = text,
                (raw, text) -> raw.path = text,
                (raw, text) -> raw.method = text,
                (raw, text) -> raw.protocol = text,
                (raw, text) -> raw.domain = text,
                (raw, text) -> raw.environment = text,
                (raw, text) -> raw.consumer = text,
                (raw, text) -> raw.user = text,
                (raw, text) -> raw.country = text,
                (raw, text) -> raw.clientIp = text,
                (raw, text) -> raw.agentName = text,
                (raw, text) -> raw.requestId = text,
                (raw, text) -> raw.traceId = text,
                (raw, text) -> raw.spanId = text);
    }
}
