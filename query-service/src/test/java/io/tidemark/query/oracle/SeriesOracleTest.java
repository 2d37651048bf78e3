package io.tidemark.query.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.testing.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and latencies over time against an oracle. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class SeriesOracleTest extends ReadEndpointsBed {

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
}
