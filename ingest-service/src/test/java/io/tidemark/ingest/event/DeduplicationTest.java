package io.tidemark.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.ingest.Api;
import io.tidemark.testing.Infrastructure;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Exactly once, whatever the batch, the day and the order; tenants apart. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_ingest"))
class DeduplicationTest {

    private static final Instant MIDNIGHT =
            LocalDate.now(ZoneOffset.UTC).atStartOfDay(ZoneOffset.UTC).toInstant();

    @Test
    void theSameIdInOneBatchAndInTwoCountsOnce() {
        var api = Api.newTenant();
        api.post("[{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"a\"}]")
                .statusCode(200)
                .body("accepted", equalTo(2), "duplicates", equalTo(1));
        api.post("[{\"id\": \"b\"}, {\"id\": \"c\"}]")
                .statusCode(200)
                .body("accepted", equalTo(1), "duplicates", equalTo(1));
        assertThat(api.count()).isEqualTo(3);
    }

    @Test
    void aRetryPastMidnightIsADuplicateIfTheIdCameWithoutTime() {
        var api = Api.newTenant();
        at(MIDNIGHT.minusMillis(1));
        api.post("{\"id\": \"a\"}").body("accepted", equalTo(1));
        at(MIDNIGHT.plusMillis(1));
        api.post("{\"id\": \"a\"}").body("accepted", equalTo(0), "duplicates", equalTo(1));

        assertThat(api.stored("day")).hasSize(1);
    }

    @Test
    void theSameIdWithTimesOfTwoDaysIsTwoEvents() {
        var api = Api.newTenant();
        var event = "{\"id\": \"a\", \"time\": \"%s\"}";
        api.post("[%s, %s, %s]"
                        .formatted(
                                event.formatted(MIDNIGHT.minusMillis(1)),
                                event.formatted(MIDNIGHT),
                                event.formatted(MIDNIGHT.plusMillis(1))))
                .body("accepted", equalTo(2), "duplicates", equalTo(1));
    }

    @Test
    void anEventOfADayWithoutPartitionWaitsForItsPartition() {
        var api = Api.newTenant();
        api.post("{\"id\": \"old\", \"time\": \"%s\"}".formatted(Instant.now().minusSeconds(86_400L * 25)))
                .statusCode(200)
                .body("accepted", equalTo(1));
    }

    @Test
    void tenTenantsInOneFlushStayApart() {
        var apis = Stream.generate(Api::newTenant).limit(10).toList();
        var body = EventResourceTest.events(50);

        var answers = apis.stream()
                .map(api -> CompletableFuture.supplyAsync(
                        () -> api.post(body).extract().<Integer>path("accepted")))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(50));
        assertThat(apis).allSatisfy(api -> assertThat(api.count()).isEqualTo(50));
    }

    @Test
    void twoSendersWithTheSameEventsInOppositeOrderStoreEachOnce() {
        var api = Api.newTenant();
        for (var round = 0; round < 10; round++) {
            var ids = IntStream.range(0, 300).mapToObj(i -> UUID.randomUUID()).collect(Collectors.toList());
            var forwards = post(api, ids);
            Collections.reverse(ids);
            var backwards = post(api, ids);
            assertThat(forwards.join().get("accepted") + backwards.join().get("accepted"))
                    .isEqualTo(300);
            assertThat(forwards.join().get("duplicates") + backwards.join().get("duplicates"))
                    .isEqualTo(300);
        }
        assertThat(api.count()).isEqualTo(3000);
    }

    @Test
    void theNewestNameOfAnAgentWins() {
        var api = Api.newTenant();
        var agent = UUID.randomUUID();
        var event = "{\"id\": \"%s\", \"agentId\": \"" + agent + "\", \"agentName\": \"%s\", \"time\": \"%s\"}";
        for (var name : List.of("20 Middle", "40 Newest", "10 Oldest", "30 Late")) {
            var time = MIDNIGHT.minusSeconds(3600).plusSeconds(Long.parseLong(name.substring(0, 2)));
            api.post(event.formatted(name, name, time)).body("accepted", equalTo(1));
        }
        assertThat(Infrastructure.database().query("SELECT name FROM agent WHERE tenant_id = ?", api.tenant()))
                .containsExactly(Map.of("name", "40 Newest"));
    }

    private static CompletableFuture<Map<String, Integer>> post(Api api, List<UUID> ids) {
        var body = ids.stream().map(id -> "{\"id\": \"" + id + "\"}").collect(Collectors.joining(",", "[", "]"));
        return CompletableFuture.supplyAsync(() -> {
            var answer = api.post(body).statusCode(200).extract();
            return Map.of("accepted", answer.path("accepted"), "duplicates", answer.path("duplicates"));
        });
    }

    private static void at(Instant now) {
        QuarkusMock.installMockForType(InstantSource.fixed(now), InstantSource.class);
    }
}
