package io.tidemark.query.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.testing.Infrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints, protocols and clients against an oracle. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class RankingOracleTest extends ReadEndpointsBed {

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
    void mf12TheTrendReachesBackBeyondRawEvents() {
        clock.set("2026-03-31T12:00:17Z");
        var acme = Customer.pro();
        for (var instant : List.of("2026-02-25T11:10:00Z", "2026-02-26T11:10:00Z", "2026-03-20T11:10:00Z")) {
            acme.call(instant, Map.of("route", "/pay", "method", "GET", "status", 200));
        }
        acme.aggregate("2026-02-25");

        var items = get(acme, "/analytics/endpoints?from=now-20d").path("items");

        assertThat(items).hasSize(1);
        assertThat(items.path(0).path("trend").path("previousRequests").asInt()).isEqualTo(2);
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
    void mf12ProtocolsAreReadPageByPage() {
        var acme = History.of(Customer.pro()).mixed();
        var all = get(acme.customer(), "/analytics/protocols?" + ALL).path("items");

        var first = get(acme.customer(), "/analytics/protocols?limit=3&" + ALL);
        var last = get(
                acme.customer(),
                "/analytics/protocols?limit=3&cursor="
                        + first.path("nextCursor").asText() + "&" + ALL);

        assertThat(first.path("items")).hasSize(3);
        assertThat(concat(first.path("items"), last.path("items"))).containsExactlyElementsOf(all);
        assertThat(last.path("nextCursor").isNull()).isTrue();
    }

    private static List<JsonNode> concat(JsonNode one, JsonNode other) {
        var items = new ArrayList<JsonNode>();
        one.forEach(items::add);
        other.forEach(items::add);
        return items;
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
}
