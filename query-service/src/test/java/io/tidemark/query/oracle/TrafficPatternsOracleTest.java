package io.tidemark.query.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.testing.Infrastructure;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The week against an oracle. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class TrafficPatternsOracleTest extends ReadEndpointsBed {

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
}
