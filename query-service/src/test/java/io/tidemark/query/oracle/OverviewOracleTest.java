package io.tidemark.query.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.testing.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The overview against an oracle. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class OverviewOracleTest extends ReadEndpointsBed {

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
}
