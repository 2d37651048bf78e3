package io.tidemark.query.oracle;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoints of seed 002 against an oracle. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class ReadEndpointsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FROM = "2026-03-28T00:00:00Z";
    private static final String TO = "2026-03-31T00:00:00Z";
    private static final String ALL = "from=" + FROM + "&to=" + TO;

    // Bounds within a minute: edges are read from events.
    private static final String ODD_FROM = "2026-03-28T10:07:13.5Z";
    private static final String ODD_TO = "2026-03-30T22:01:59Z";
    private static final String ODD = "from=" + ODD_FROM + "&to=" + ODD_TO;

    @Inject
    MovableClock clock;

    @BeforeEach
    void todayIsTheLastOfMarch() {
        clock.set("2026-03-31T12:00:00Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mf09OverviewIsWhatItsRequestsAmountTo(boolean rolledUp) {
        var acme = rolledUp
                ? History.of(Customer.pro()).mixed()
                : History.of(Customer.pro()).waiting();

        for (var odd : List.of(false, true)) {
            var sum = new Sum(acme.requests(odd ? ODD_FROM : FROM, odd ? ODD_TO : TO));
            var overview = get(acme.customer(), "/analytics/overview?" + (odd ? ODD : ALL));

            assertThat(overview.path("totalRequests").asLong()).isEqualTo(sum.requests());
            assertThat(overview.path("totalErrors").asLong()).isEqualTo(sum.errors());
            assertThat(overview.path("totalBytesSent").asLong()).isEqualTo(sum.bytesSent());
            assertThat(overview.path("totalBytesReceived").asLong()).isEqualTo(sum.bytesReceived());
            assertThat(overview.path("activeConnections").isNull()).isTrue();
            sum.assertRate(overview.path("errorRate"));
            sum.assertMean(overview.path("avgLatencyMs"));
            sum.assertPercentile(overview.path("p95LatencyMs"), 0.95);
            sum.assertPercentile(overview.path("p99LatencyMs"), 0.99);
            var seconds = Duration.between(Instant.parse(odd ? ODD_FROM : FROM), Instant.parse(odd ? ODD_TO : TO))
                            .toMillis()
                    / 1000.0;
            assertThat(overview.path("requestsPerSecond").asDouble())
                    .isCloseTo(sum.requests() / seconds, offset(0.0001));
            assertThat(overview.path("topProtocols")).hasSize(4);
            assertThat(overview.path("topEndpoints")).hasSize(10);
            for (var protocol : overview.path("topProtocols")) {
                var only = new Sum(having(sum.calls(), call -> same(call.protocol(), protocol.path("protocol"))));
                assertThat(protocol.path("requests").asLong()).isEqualTo(only.requests());
                assertThat(protocol.path("errors").asLong()).isEqualTo(only.errors());
                only.assertMean(protocol.path("avgLatencyMs"));
            }
        }
    }

    @Test
    void mf09OverviewOfNothingIsZeroOrNull() {
        var overview = get(Customer.pro(), "/analytics/overview");

        assertThat(overview.path("totalRequests").asLong()).isZero();
        for (var name : List.of("errorRate", "avgLatencyMs", "p95LatencyMs", "p99LatencyMs")) {
            assertThat(overview.path(name).isNull()).as(name).isTrue();
        }
        assertThat(overview.path("topEndpoints")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "status=500, 1",
        "status=500&status=503, 2",
        "method=GET, 3",
        "!method=GET, 4",
        "protocol=grpc, 5",
        "protocol=, 6",
        "consumer=app&route=/orders, 7",
        "browser=Firefox, 8",
        "group=team-1, 9",
        "statusClass=4xx, 10",
        "error=true, 11"
    })
    void mf09EveryFilterIsHonoured(String filter, int number) {
        var acme = History.of(Customer.pro()).mixed();
        Predicate<Call> passes =
                switch (number) {
                    case 1 -> call -> Objects.equals(call.status(), 500);
                    case 2 -> call -> Objects.equals(call.status(), 500) || Objects.equals(call.status(), 503);
                    case 3 -> call -> "GET".equals(call.method());
                    case 4 -> call -> !"GET".equals(call.method());
                    case 5 -> call -> "grpc".equals(call.protocol());
                    case 6 -> call -> call.protocol() == null;
                    case 7 -> call -> "app".equals(call.consumer()) && "/orders".equals(call.route());
                    case 8 -> call -> "Firefox".equals(call.browser());
                    case 9 -> call -> "team-1".equals(call.group());
                    case 10 -> call -> call.status() != null && call.status() / 100 == 4;
                    default -> Call::isError;
                };
        var sum = new Sum(having(acme.requests(FROM, TO), passes));

        var overview = get(acme.customer(), "/analytics/overview?" + ALL + "&" + filter);

        assertThat(overview.path("totalRequests").asLong()).isEqualTo(sum.requests());
        assertThat(overview.path("totalErrors").asLong()).isEqualTo(sum.errors());
        sum.assertMean(overview.path("avgLatencyMs"));
        sum.assertPercentile(overview.path("p95LatencyMs"), 0.95);
    }

    @ParameterizedTest
    @CsvSource({"hour, PT1H", "day, P1D", "minute, PT1M", "15m, PT15M", "6h, PT6H"})
    void mf10RequestsAreCountedPerBucketAndProtocolWithoutGaps(String granularity, Duration width) {
        var acme = History.of(Customer.pro()).mixed();
        var requests = acme.requests(FROM, TO);

        var answer = get(acme.customer(), "/analytics/requests?granularity=" + granularity + "&" + ALL);

        var buckets = (int) Duration.ofDays(3).dividedBy(width);
        assertThat(answer.path("total")).hasSize(buckets);
        assertThat(answer.path("series")).hasSize(4);
        assertThat(values(answer.path("total"))).isEqualTo(expected(requests, width, buckets));
        for (var series : answer.path("series")) {
            var own = having(requests, call -> same(call.protocol(), series.path("label")));
            assertThat(values(series.path("data"))).isEqualTo(expected(own, width, buckets));
        }
    }

    @Test
    void mf10DaysOverNinetyDaysWork() {
        var acme = History.of(Customer.pro()).mixed();

        var answer = get(acme.customer(), "/analytics/requests?granularity=day&from=now-90d");

        assertThat(answer.path("total").size()).isBetween(90, 92);
        assertThat(values(answer.path("total")).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(acme.requests(FROM, TO).size());
    }

    @Test
    void mf10BucketsFollowTheZone() {
        var acme = History.of(Customer.pro()).waiting();

        var answer = get(acme.customer(), "/analytics/requests?granularity=day&timeZone=Europe/Paris&" + ALL);

        // The clocks of Paris were put forward on the 29th.
        assertThat(timestamps(answer.path("total")))
                .containsExactly(
                        "2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", "2026-03-30T22:00:00Z");
        assertThat(answer.path("total").get(0).path("complete").asBoolean()).isFalse();
        assertThat(answer.path("total").get(1).path("complete").asBoolean()).isTrue();
        assertThat(answer.path("total").get(1).path("value").asLong())
                .isEqualTo(acme.requests("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")
                        .size());
    }

    @ParameterizedTest
    @CsvSource({"requests, fortnight", "latency, 2h", "requests, MINUTE"})
    void mf10UnknownGranularitiesAreRefused(String endpoint, String granularity) {
        Customer.pro()
                .get("/analytics/" + endpoint + "?granularity=" + granularity)
                .statusCode(400)
                .body("code", equalTo("INVALID_GRANULARITY"));
    }

    @ParameterizedTest
    @CsvSource({"hour, PT1H", "day, P1D", "15m, PT15M"})
    void mf11LatenciesArePerBucketAndNullWhereThereAreNone(String granularity, Duration width) {
        var acme = History.of(Customer.pro()).mixed();
        var requests = acme.requests(FROM, TO);

        var points = get(acme.customer(), "/analytics/latency?granularity=" + granularity + "&" + ALL)
                .path("points");

        assertThat(points).hasSize((int) Duration.ofDays(3).dividedBy(width));
        for (var point : points) {
            var start = Instant.parse(point.path("timestamp").asText());
            var sum = new Sum(having(requests, call -> call.isWithin(start, start.plus(width))));
            sum.assertPercentile(point.path("p50"), 0.5);
            sum.assertPercentile(point.path("p95"), 0.95);
            sum.assertPercentile(point.path("p99"), 0.99);
            sum.assertMean(point.path("avg"));
            var micros = sum.micros();
            assertThat(point.path("count").asInt()).isEqualTo(micros.length);
            if (micros.length == 0) {
                assertThat(point.path("min").isNull()).isTrue();
            } else {
                assertThat(point.path("min").asDouble()).isEqualTo(micros[0] / 1000.0);
                assertThat(point.path("max").asDouble()).isEqualTo(micros[micros.length - 1] / 1000.0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-requests", "errors", "-errorRate", "avgLatencyMs", "-p95LatencyMs", "-bytesSent", "route"})
    void mf12EndpointsArePagedInEveryOrder(String sort) {
        var acme = History.of(Customer.pro()).mixed();
        var requests = acme.requests(FROM, TO);
        var path = "/analytics/endpoints?" + ALL + "&sort=" + sort;
        var whole = get(acme.customer(), path).path("items");

        var pages = new ArrayList<JsonNode>();
        var cursor = "";
        while (cursor != null) {
            var page = get(acme.customer(), path + "&limit=3" + cursor);
            page.path("items").forEach(pages::add);
            cursor = page.path("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.path("nextCursor").asText();
        }

        assertThat(pages).hasSize(14).containsExactlyElementsOf(whole);
        for (var item : whole) {
            var sum = new Sum(having(
                    requests,
                    call -> same(call.method(), item.path("method")) && same(call.route(), item.path("route"))));
            assertThat(item.path("requests").asLong()).isEqualTo(sum.requests());
            assertThat(item.path("errors").asLong()).isEqualTo(sum.errors());
            assertThat(item.path("bytesSent").asLong()).isEqualTo(sum.bytesSent());
            sum.assertRate(item.path("errorRate"));
            sum.assertMean(item.path("avgLatencyMs"));
            sum.assertPercentile(item.path("p95LatencyMs"), 0.95);
        }
    }

    @Test
    void mf12TheTrendIsThatAgainstTheRangeBefore() {
        var acme = History.of(Customer.pro()).mixed();
        var now = acme.requests("2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z");
        var before = acme.requests("2026-03-28T00:00:00Z", "2026-03-29T00:00:00Z");

        var items = get(acme.customer(), "/analytics/endpoints?from=2026-03-29T00:00:00Z&to=2026-03-30T00:00:00Z")
                .path("items");

        for (var item : items) {
            Predicate<Call> own =
                    call -> same(call.method(), item.path("method")) && same(call.route(), item.path("route"));
            var previous = having(before, own).size();
            assertThat(item.path("trend").path("previousRequests").asInt()).isEqualTo(previous);
            assertThat(item.path("trend").path("requestsChange").asDouble())
                    .isCloseTo(100.0 * (having(now, own).size() - previous) / previous, offset(0.0001));
        }
    }

    @Test
    void mf12ProtocolsDivideTheRequests() {
        var acme = History.of(Customer.pro()).mixed();
        var requests = acme.requests(FROM, TO);

        var items = get(acme.customer(), "/analytics/protocols?" + ALL).path("items");

        assertThat(items).hasSize(4);
        for (var item : items) {
            var sum = new Sum(having(requests, call -> same(call.protocol(), item.path("protocol"))));
            assertThat(item.path("requests").asLong()).isEqualTo(sum.requests());
            assertThat(item.path("share").asDouble())
                    .isCloseTo(100.0 * sum.requests() / requests.size(), offset(0.0001));
            assertThat(item.path("bytesReceived").asLong()).isEqualTo(sum.bytesReceived());
            sum.assertRate(item.path("errorRate"));
            sum.assertMean(item.path("avgLatencyMs"));
        }
    }

    @Test
    void mf13AndMf14ErrorsAreGroupedByCategoryAndType() {
        var acme = History.of(Customer.pro()).mixed();
        var errors = having(acme.requests(FROM, TO), Call::isError);
        var expected = errors.stream().collect(groupingBy(call -> Arrays.asList(category(call), call.errorType())));

        var answer = get(acme.customer(), "/analytics/errors?limit=100&" + ALL);

        assertThat(answer.path("totalErrors").asInt()).isEqualTo(errors.size());
        assertThat(answer.path("items")).hasSize(expected.size());
        for (var item : answer.path("items")) {
            var own = Objects.requireNonNull(expected.get(Arrays.asList(
                    item.path("category").asText(), item.path("type").textValue())));
            assertThat(item.path("count").asInt()).isEqualTo(own.size());
            assertThat(Instant.parse(item.path("firstSeen").asText()))
                    .isEqualTo(
                            own.stream().map(Call::time).min(Instant::compareTo).orElseThrow());
            assertThat(Instant.parse(item.path("lastOccurrence").asText()))
                    .isEqualTo(
                            own.stream().map(Call::time).max(Instant::compareTo).orElseThrow());
            assertThat(item.path("sampleTraceIds")).isNotEmpty();
            assertThat(item.path("isNew").asBoolean()).isTrue();
        }
    }

    @Test
    void mf13PagesMakeUpTheWhole() {
        var acme = History.of(Customer.pro()).mixed();
        var whole = get(acme.customer(), "/analytics/errors?limit=100&" + ALL).path("items");

        var pages = new ArrayList<JsonNode>();
        var cursor = "";
        while (cursor != null) {
            var page = get(acme.customer(), "/analytics/errors?limit=2&" + ALL + cursor);
            page.path("items").forEach(pages::add);
            cursor = page.path("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.path("nextCursor").asText();
        }

        assertThat(pages).containsExactlyElementsOf(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Paris", "Asia/Kolkata"})
    void mf15CellsSumAllDatesOfTheZone(String zone) {
        var acme = History.of(Customer.pro()).mixed();
        var requests = acme.requests(FROM, TO);

        var answer = get(acme.customer(), "/analytics/traffic-patterns?timeZone=" + zone + "&" + ALL);

        assertThat(answer.path("cells")).hasSize(168);
        assertThat(answer.path("uniqueConsumers").asInt()).isEqualTo(4);
        for (var cell : answer.path("cells")) {
            var sum = new Sum(having(requests, call -> {
                var local = call.time().atZone(ZoneId.of(zone));
                return local.getDayOfWeek().getValue() == cell.path("dayOfWeek").asInt()
                        && local.getHour() == cell.path("hour").asInt();
            }));
            assertThat(cell.path("requests").asLong()).isEqualTo(sum.requests());
            assertThat(cell.path("errors").asLong()).isEqualTo(sum.errors());
            sum.assertMean(cell.path("avgLatencyMs"));
        }
    }

    @Test
    void mf15SundayIsTheSeventhDay() {
        var acme = Customer.pro();
        // March 29th, 2026, was a Sunday, and Paris has no two o'clock on it.
        acme.calls(3, null, "2026-03-29T00:30:00Z");
        acme.calls(2, null, "2026-03-29T01:30:00Z");

        var cells = get(
                        acme,
                        "/analytics/traffic-patterns?timeZone=Europe/Paris&from=2026-03-28T23:00:00Z&to=2026-03-29T22:00:00Z")
                .path("cells");

        assertThat(cells.get(6 * 24 + 1).path("dayOfWeek").asInt()).isEqualTo(7);
        assertThat(cells.get(6 * 24 + 1).path("requests").asInt()).isEqualTo(3);
        assertThat(cells.get(6 * 24 + 2).path("hours").asInt()).isZero();
        assertThat(cells.get(6 * 24 + 3).path("requests").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "browser"})
    void mf16ClientsAreCountedWithTheirTopEndpoints(String by) {
        var acme = History.of(Customer.pro()).mixed();
        var requests = acme.requests(FROM, TO);

        var answer = get(acme.customer(), "/analytics/clients?by=" + by + "&" + ALL);

        assertThat(answer.path("total").asInt()).isEqualTo(by.equals("consumer") ? 5 : 4);
        for (var item : answer.path("items")) {
            var sum = new Sum(having(
                    requests,
                    call -> same(by.equals("consumer") ? call.consumer() : call.browser(), item.path("client"))));
            assertThat(item.path("requests").asLong()).isEqualTo(sum.requests());
            assertThat(item.path("errors").asLong()).isEqualTo(sum.errors());
            assertThat(item.path("bytesSent").asLong()).isEqualTo(sum.bytesSent());
            sum.assertMean(item.path("avgLatencyMs"));
            assertThat(item.path("topEndpoints")).hasSize(3);
            for (var route : item.path("topEndpoints")) {
                assertThat(route.path("requests").asInt())
                        .isEqualTo(having(sum.calls(), call -> same(call.route(), route.path("route")))
                                .size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overview",
                "requests",
                "latency",
                "errors",
                "endpoints",
                "protocols",
                "clients",
                "traffic-patterns"
            })
    void mf04OthersSeeNothingOfIt(String endpoint) {
        var acme = History.of(Customer.pro()).mixed();
        var globex = Customer.pro();

        assertThat(get(globex, "/analytics/" + endpoint + "?" + ALL).toString()).doesNotContain("/orders");
        assertThat(totals(get(globex, "/analytics/" + endpoint + "?" + ALL))).containsOnly(0L);
        assertThat(totals(get(acme.customer().inTeams("nobody's"), "/analytics/" + endpoint + "?" + ALL)))
                .containsOnly(0L);
    }

    @Test
    void whoeverIsNarrowedToTeamsSeesTheirGroupsOnly() {
        var acme = History.of(Customer.pro()).mixed();
        var own =
                having(acme.requests(FROM, TO), call -> "team-1".equals(call.group()) || "team-2".equals(call.group()));

        var overview = get(acme.customer().inTeams("team-1", "team-2"), "/analytics/overview?" + ALL);

        assertThat(overview.path("totalRequests").asInt()).isEqualTo(own.size());
    }

    @Test
    void mf07TheMeanIsThatOfAllDurations() {
        var acme = Customer.pro();
        acme.calls(100, null, "2026-03-30T09:00:00Z");
        Customer.database().execute("UPDATE event SET duration_us = 50000 WHERE tenant_id = ?", acme.id());
        acme.calls(200, null, "2026-03-30T10:00:00Z");
        Customer.database()
                .execute("UPDATE event SET duration_us = 50000 WHERE tenant_id = ? AND duration_us IS NULL", acme.id());

        assertThat(get(acme, "/analytics/overview?" + ALL).path("avgLatencyMs").asDouble())
                .isEqualTo(50.0);
    }

    @ParameterizedTest
    @CsvSource({
        "overview?from=2026-03-30T00:00:00Z&to=2026-03-30T00:00:00Z, INVALID_DATE_RANGE, 400",
        "overview?from=yesterday, INVALID_DATE_RANGE, 400",
        "overview?colour=red, INVALID_REQUEST, 400",
        "overview?status=abc, INVALID_REQUEST, 400",
        "endpoints?sort=colour, INVALID_REQUEST, 400",
        "endpoints?cursor=abc, INVALID_CURSOR, 400",
        "clients?by=address, INVALID_REQUEST, 400",
        "requests?timeZone=Mars, INVALID_REQUEST, 400",
        "requests?granularity=minute&from=now-30d, INVALID_GRANULARITY, 400",
        "overview?protocol=grpc&browser=Firefox&from=2025-06-01T00:00:00Z, RANGE_NOT_KEPT, 422"
    })
    void whatCannotBeAnsweredIsRefused(String question, String code, int status) {
        Customer.pro().get("/analytics/" + question).statusCode(status).body("code", equalTo(code));
    }

    private static JsonNode get(Customer customer, String path) {
        try {
            return JSON.readTree(customer.get(path).statusCode(200).extract().asString());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Call> having(Collection<Call> calls, Predicate<Call> condition) {
        return calls.stream().filter(condition).toList();
    }

    private static boolean same(@Nullable String value, JsonNode node) {
        return Objects.equals(value, node.textValue());
    }

    private static List<Long> values(JsonNode points) {
        var values = new ArrayList<Long>();
        points.forEach(point -> values.add(point.path("value").asLong()));
        return values;
    }

    private static List<String> timestamps(JsonNode points) {
        var timestamps = new ArrayList<String>();
        points.forEach(point -> timestamps.add(point.path("timestamp").asText()));
        return timestamps;
    }

    private static List<Long> expected(Collection<Call> calls, Duration width, int buckets) {
        var counts = new ArrayList<Long>();
        for (var i = 0; i < buckets; i++) {
            var start = Instant.parse(FROM).plus(width.multipliedBy(i));
            counts.add((long) having(calls, call -> call.isWithin(start, start.plus(width)))
                    .size());
        }
        return counts;
    }

    /** Every count of requests in the answer; a zero if there is none. */
    private static Set<Long> totals(JsonNode answer) {
        var totals = new HashSet<Long>();
        totals.add(0L);
        for (var name : List.of("totalRequests", "requests", "value", "totalErrors", "count")) {
            answer.findValues(name).forEach(value -> totals.add(value.asLong()));
        }
        return totals;
    }

    /** MF-14. */
    private static String category(Call call) {
        if (call.errorCategory() != null) {
            return call.errorCategory();
        }
        var status = call.status();
        if (status == null || status < 400) {
            return "DEADLINE_EXCEEDED".equals(call.errorType()) ? "timeout_error" : "other";
        }
        return switch (status) {
            case 408, 504 -> "timeout_error";
            case 429 -> "rate_limit_error";
            case 499 -> "network_error";
            default -> status < 500 ? "client_error" : "server_error";
        };
    }
}
