package io.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.events.client.Client;
import io.tidemark.events.client.ClientClass;
import io.tidemark.events.client.Device;
import io.tidemark.events.referrer.Referrer;
import io.tidemark.events.referrer.ReferrerClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class EventValidatorTest {

    private static final Instant ARRIVAL = Instant.parse("2026-11-20T10:00:00.123456789Z");
    private static final Instant OLDEST = ARRIVAL.minus(Duration.ofDays(30));
    private static final byte[] SALT = new byte[32];
    private static final UUID ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");

    private final EventValidator validator = new EventValidator();

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
        var event = accepted(EventValidatorTest::fillIn);

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

    @ParameterizedTest
    @CsvSource({
        "123e4567-e89b-12d3-a456-426614174000, 123e4567-e89b-12d3-a456-426614174000",
        "123E4567-E89B-12D3-A456-426614174000, 123e4567-e89b-12d3-a456-426614174000",
        "order-1,                              6e7f85a9-d0fe-3b5d-bb50-4c6f2991d744",
    })
    void aUuidIsKeptAndAnyOtherIdNamed(String id, UUID expected) {
        assertThat(accepted(raw -> raw.id = id).id()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "123e4567-e89b-12d3-a456-42661417400", "123e4567e89b12d3a456426614174000"})
    void whatOnlyResemblesAUuidIsNamed(String id) {
        assertThat(accepted(raw -> raw.id = id).id()).isEqualTo(UUID.nameUUIDFromBytes(id.getBytes()));
    }

    @Test
    void aCloudEventIsNamedByItsSourceToo() {
        assertThat(accepted(raw -> {
                            raw.id = "order-1";
                            raw.source = "/gw/eu";
                        })
                        .id())
                .isEqualTo(UUID.fromString("bd807840-2ed7-3c81-84cc-d1028e41a440"));
        assertThat(accepted(raw -> raw.source = "/gw/eu").id()).isNotEqualTo(ID);
    }

    @Test
    void eventsUpToAnHourAheadAndAsOldAsTheRetentionAreTaken() {
        assertThat(accepted(raw -> raw.time = "2026-11-20T11:00:00.123456Z").day())
                .isEqualTo("2026-11-20");
        assertThat(accepted(raw -> raw.time = "2026-10-21T10:00:00.123457Z").day())
                .isEqualTo("2026-10-21");
        assertThat(rejected(raw -> raw.time = "2026-11-20T11:00:00.123457Z")).containsExactly("time");
        assertThat(rejected(raw -> raw.time = "2026-10-21T10:00:00.123456Z")).containsExactly("time");
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

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"unknown", "1.2.3.4, 5.6.7.8", "300.1.1.1"})
    void withoutAUsableAddressThereIsNoVisitor(String clientIp) {
        assertThat(accepted(raw -> raw.clientIp = clientIp).caller().visitor()).isNull();
    }

    @Test
    void withoutASaltThereIsNoVisitor() {
        var raw = raw(r -> r.clientIp = "203.0.113.7");

        assertThat(validator.validate(raw, ARRIVAL, OLDEST, day -> null))
                .isInstanceOfSatisfying(Validated.Accepted.class, accepted -> assertThat(
                                accepted.event().caller().visitor())
                        .isNull());
    }

    @Test
    void theSaltIsThatOfTheEventsUtcDay() {
        var days = new ArrayList<LocalDate>();
        var raw = raw(r -> {
            r.clientIp = "203.0.113.7";
            r.time = "2026-11-20T00:30:00+01:00";
        });

        validator.validate(raw, ARRIVAL, OLDEST, day -> {
            days.add(day);
            return SALT;
        });

        assertThat(days).containsExactly(LocalDate.parse("2026-11-19"));
    }

    @Test
    void aVisitorIsAnAddressAndAUserAgent() {
        var visitor = visitor("203.0.113.7", "curl/8.5.0");

        assertThat(visitor).isEqualTo(VisitorHash.of(SALT, "203.0.113.7", "curl/8.5.0"));
        assertThat(visitor("203.0.113.7:5555", "curl/8.5.0")).isEqualTo(visitor);
        assertThat(visitor("::ffff:203.0.113.7", "curl/8.5.0")).isEqualTo(visitor);
        assertThat(visitor("203.0.113.7", "curl/8.5.1")).isNotEqualTo(visitor);
        assertThat(visitor("203.0.113.7", null)).isEqualTo(VisitorHash.of(SALT, "203.0.113.7", ""));
    }

    @Test
    void aClientThatSendsNoReferrerVisitsDirectly() {
        assertThat(accepted(raw -> raw.userAgent = "curl/8.5.0").referrer().referrerClass())
                .isEqualTo(ReferrerClass.DIRECT);
        assertThat(accepted(raw -> raw.referrer = "").referrer().referrerClass())
                .isEqualTo(ReferrerClass.DIRECT);
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

    @ParameterizedTest(name = "{0} of at most {1}")
    @MethodSource
    void textsAreBounded(String name, int max, BiConsumer<RawEvent, String> field) {
        assertThat(rejected(raw -> field.accept(raw, "x".repeat(max + 1)))).containsExactly(name);
        accepted(raw -> field.accept(raw, "x".repeat(max)));
    }

    static Stream<Arguments> textsAreBounded() {
        return Stream.of(
                text("id", 128, (raw, text) -> raw.id = text),
                text("source", 256, (raw, text) -> raw.source = text),
                text("type", 64, (raw, text) -> raw.type = text),
                text("agentName", 256, (raw, text) -> raw.agentName = text),
                text("api", 256, (raw, text) -> raw.api = text),
                text("route", 256, (raw, text) -> raw.route = text),
                text("path", 4096, (raw, text) -> raw.path = text),
                text("method", 32, (raw, text) -> raw.method = text),
                text("protocol", 256, (raw, text) -> raw.protocol = text),
                text("domain", 256, (raw, text) -> raw.domain = text),
                text("environment", 256, (raw, text) -> raw.environment = text),
                text("consumer", 256, (raw, text) -> raw.consumer = text),
                text("user", 256, (raw, text) -> raw.user = text),
                text("groups", 256, (raw, text) -> raw.groups = List.of(text)),
                text("clientIp", 256, (raw, text) -> raw.clientIp = text),
                text("userAgent", 4096, (raw, text) -> raw.userAgent = text),
                text("referrer", 4096, (raw, text) -> raw.referrer = text),
                text("error.type", 256, (raw, text) -> error(raw).errorType = text),
                text("error.message", 4096, (raw, text) -> error(raw).errorMessage = text),
                text("error.category", 256, (raw, text) -> error(raw).errorCategory = text),
                text("requestId", 256, (raw, text) -> raw.requestId = text),
                text("traceId", 256, (raw, text) -> raw.traceId = text),
                text("spanId", 256, (raw, text) -> raw.spanId = text));
    }

    private static Arguments text(String name, int max, BiConsumer<RawEvent, String> field) {
        return Arguments.of(name, max, field);
    }

    private static RawEvent error(RawEvent raw) {
        raw.error = true;
        return raw;
    }

    @ParameterizedTest
    @MethodSource
    void wrongValuesAreNamed(String name, Consumer<RawEvent> wrong) {
        assertThat(rejected(wrong)).containsExactly(name);
    }

    static Stream<Arguments> wrongValuesAreNamed() {
        return Stream.of(
                wrong("id", raw -> raw.id = null),
                wrong("id", raw -> raw.id = ""),
                wrong("source", raw -> raw.source = ""),
                wrong("type", raw -> raw.type = ""),
                wrong("type", raw -> raw.type = "Request"),
                wrong("type", raw -> raw.type = "1request"),
                wrong("type", raw -> raw.type = "a-b"),
                wrong("type", raw -> raw.type = "é"),
                wrong("time", raw -> raw.time = ""),
                wrong("time", raw -> raw.time = "yesterday"),
                wrong("time", raw -> raw.time = "2026-11-20T09:59:60Z"),
                wrong("agentId", raw -> raw.agentId = ""),
                wrong("agentId", raw -> raw.agentId = "1-1-1-1-1"),
                wrong("agentId", raw -> raw.agentId = "00000000-0000-0000-0000-000000000000"),
                wrong("agentId", raw -> raw.agentId = "123e4567-e89b-12d3-a456-42661417400g"),
                wrong("method", raw -> raw.method = "GET /"),
                wrong("method", raw -> raw.method = "M-SEARCH"),
                wrong("status", raw -> raw.status = 99),
                wrong("status", raw -> raw.status = 600),
                wrong("status", raw -> raw.status = -1),
                wrong("country", raw -> raw.country = "FRA"),
                wrong("country", raw -> raw.country = "F1"),
                wrong("country", raw -> raw.country = "ßß"),
                wrong("groups", raw -> raw.groups = Collections.nCopies(33, "a")),
                wrong("groups", raw -> raw.groups = List.of("a", "b\nc")),
                wrong("durationMs", raw -> raw.durationMs = -0.001),
                wrong("durationMs", raw -> raw.durationMs = Double.NaN),
                wrong("durationMs", raw -> raw.durationMs = Double.POSITIVE_INFINITY),
                wrong("overheadMs", raw -> raw.overheadMs = 31 * 86_400_000.0 + 1),
                wrong("backendMs", raw -> raw.backendMs = 1e300),
                wrong("bytesIn", raw -> raw.bytesIn = -1L),
                wrong("bytesOut", raw -> raw.bytesOut = 1_000_000_000_000_001L),
                wrong("quantity", raw -> raw.quantity = Long.MAX_VALUE));
    }

    private static Arguments wrong(String name, Consumer<RawEvent> wrong) {
        return Arguments.of(name, wrong);
    }

    @Test
    void theLimitsThemselvesAreAllowed() {
        var measures = accepted(raw -> {
                    raw.durationMs = 31 * 86_400_000.0;
                    raw.overheadMs = 0.0;
                    raw.bytesIn = 1_000_000_000_000_000L;
                    raw.bytesOut = 0L;
                    raw.quantity = 0L;
                })
                .measures();

        assertThat(measures).isEqualTo(new Measures(2_678_400_000_000L, 0L, null, 1_000_000_000_000_000L, 0L, 0));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThat(rejected(raw -> {
                    raw.id = null;
                    raw.status = 1000;
                    raw.country = "France";
                }))
                .containsExactlyInAnyOrder("id", "status", "country");
    }

    private Long visitor(String clientIp, String userAgent) {
        return accepted(raw -> {
                    raw.clientIp = clientIp;
                    raw.userAgent = userAgent;
                })
                .caller()
                .visitor();
    }

    private Event accepted(Consumer<RawEvent> change) {
        return switch (validate(change)) {
            case Validated.Accepted(var event) -> event;
            case Validated.Rejected(var errors) -> throw new AssertionError(errors);
        };
    }

    private List<String> rejected(Consumer<RawEvent> change) {
        return switch (validate(change)) {
            case Validated.Accepted(var event) -> throw new AssertionError(event);
            case Validated.Rejected(var errors) ->
                errors.stream().map(FieldError::field).toList();
        };
    }

    private Validated validate(Consumer<RawEvent> change) {
        return validator.validate(raw(change), ARRIVAL, OLDEST, day -> SALT);
    }

    private static RawEvent raw(Consumer<RawEvent> change) {
        var raw = new RawEvent();
        raw.id = ID.toString();
        change.accept(raw);
        return raw;
    }
}
