package io.tidemark.query.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.testing.Infrastructure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What all endpoints of seed 002 share: filters, teams, and what is refused. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class ReadEndpointsTest extends ReadEndpointsBed {

    private static Stream<String> endpoints() {
        return Stream.of(
                "overview", "requests", "latency", "errors", "endpoints", "protocols", "clients", "traffic-patterns");
    }

    private static Stream<String> endpointsAndValues() {
        return Stream.concat(endpoints(), Stream.of("dimensions/protocol/values"));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
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
        "requests?timeZone=Z, INVALID_REQUEST, 400",
        "requests?granularity=minute&from=now-30d, INVALID_GRANULARITY, 400",
        "overview?from=2026-03-30T00:00Z, INVALID_DATE_RANGE, 400",
        "overview?from=now-9999999d, INVALID_DATE_RANGE, 400",
        "snapshots?from=now-9999999d, INVALID_DATE_RANGE, 400",
        "overview?protocol=grpc&browser=Firefox&from=2025-06-01T00:00:00Z, RANGE_NOT_KEPT, 422"
    })
    void whatCannotBeAnsweredIsRefused(String question, String code, int status) {
        Customer.pro().get("/analytics/" + question).statusCode(status).body("code", equalTo(code));
    }

    /** In what is to come, nothing has happened yet; bounds of long ago are widened to what is kept. */
    @ParameterizedTest
    @MethodSource("endpointsAndValues")
    void anyRangeThatIsOneIsAnswered(String endpoint) {
        var acme = Customer.pro();

        assertThat(totals(get(acme, "/analytics/" + endpoint + "?from=2026-04-30T10:00:30Z&to=2026-05-01T00:00:00Z")))
                .containsOnly(0L);
        assertThat(totals(get(acme, "/analytics/" + endpoint + "?from=2026-01-30T14:37:20Z&to=2026-02-01T10:11:12Z")))
                .containsOnly(0L);
    }

    @Test
    void boundsThatAreWidenedAreSaid() {
        var answer = get(Customer.pro(), "/analytics/overview?from=2026-01-30T14:37:20Z&to=2026-02-01T10:11:12Z");

        assertThat(answer.at("/meta/range/from").asText()).isEqualTo("2026-01-30T14:00:00Z");
        assertThat(answer.at("/meta/range/to").asText()).isEqualTo("2026-02-01T11:00:00Z");
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
}
