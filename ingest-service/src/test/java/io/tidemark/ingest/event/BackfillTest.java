package io.tidemark.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidemark.ingest.Api;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events of days whose partitions are long gone. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_ingest"))
class BackfillTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    private final UUID tenant = Fixtures.current().tenant("pro", "UTC");
    private final String key = Fixtures.current().apiKey(tenant, "backfill");

    @Test
    void theSameEventsSentAgainAreDuplicates() {
        var body = events(200, 3);
        post(body).statusCode(200).body("accepted", equalTo(3), "duplicates", equalTo(0));
        post(body).statusCode(200).body("accepted", equalTo(0), "duplicates", equalTo(3));
    }

    @Test
    void theirDaysAreMarkedSoThatRetentionWaits() {
        post(events(300, 1)).statusCode(200);
        post(events(3, 1)).statusCode(200);

        assertThat(used(TODAY.minusDays(300))).isOne();
        assertThat(used(TODAY.minusDays(3))).isZero();
    }

    @Test
    void aPartitionThatRetentionDroppedIsMadeAgain() {
        post(events(400, 1)).statusCode(200);
        var partition = "event_" + TODAY.minusDays(400).toString().replace("-", "");
        Infrastructure.database().execute("DROP TABLE " + partition);

        post("[%s]".formatted(event("again", 400))).statusCode(200).body("accepted", equalTo(1));
    }

    @Test
    void manyOldDaysAreMadeStepByStep() {
        // Each attempt is given up in time, and the next one goes on where it ended.
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> post(events(500, 60)).extract().statusCode() == 200);

        assertThat(Infrastructure.database().number("SELECT count(*) FROM event WHERE tenant_id = ?", tenant))
                .isEqualTo(60);
    }

    private ValidatableResponse post(String body) {
        return Api.anonymous()
                .header("X-API-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/v1/events")
                .then();
    }

    private static String events(int firstDaysAgo, int days) {
        return IntStream.range(0, days)
                .mapToObj(i -> event("e" + i, firstDaysAgo + i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String event(String id, int daysAgo) {
        return "{\"id\": \"%s\", \"time\": \"%sT12:00:00Z\"}".formatted(id, TODAY.minusDays(daysAgo));
    }

    private static long used(LocalDate day) {
        return Infrastructure.database().number("SELECT count(*) FROM backfilled_day WHERE day = ?", day);
    }
}
