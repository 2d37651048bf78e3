package io.tidemark.ingest.cardinality;

import static io.tidemark.platform.tier.OpenDimension.CONSUMER;
import static io.tidemark.platform.tier.OpenDimension.ROUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tidemark.ingest.cardinality.DimensionRepository.Admitted;
import io.tidemark.platform.tier.OpenDimension;
import io.tidemark.testing.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is admitted, on a real PostgreSQL and with the rights of the service. */
class DimensionRepositoryTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static IngestDatabase database;
    private static DimensionRepository repository;

    private final UUID tenant = new Fixtures(database.superuser()).tenant("pro", "UTC");

    @BeforeAll
    static void connect() {
        database = new IngestDatabase(8);
        repository = new DimensionRepository(database.pool());
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @Test
    void valuesAreAdmittedInTheirOrderUpToTheCap() {
        var answer = admit(3, "d", "a", "c", "b", "e").getFirst();

        assertThat(answer.dimension()).isEqualTo(ROUTE);
        assertThat(answer.values()).containsExactlyInAnyOrder("d", "a", "c");
        assertThat(answer.fullSince()).isNotNull();
        assertThat(admitted(ROUTE)).isEqualTo(3);
    }

    @Test
    void whatIsAdmittedStaysSoWhenTheCapIsLowered() {
        admit(3, "a", "b", "c");

        assertThat(admit(1, "c", "d").getFirst().values()).containsExactly("c");
        assertThat(admitted(ROUTE)).isEqualTo(3);
    }

    @Test
    void aHigherCapMakesRoomAndIsNotFull() {
        var full = admit(1, "a", "b").getFirst().fullSince();

        assertThat(full).isNotNull();
        assertThat(admit(1, "c").getFirst().fullSince()).isEqualTo(full);
        assertThat(admit(3, "b").getFirst().values()).containsExactly("b");
        assertThat(admit(3, "b").getFirst().fullSince()).isNull();
    }

    @Test
    void dimensionsAndTenantsAreCountedApart() {
        var values = List.of(new Value(ROUTE, "a"), new Value(CONSUMER, "a"), new Value(CONSUMER, "b"));
        var answers = await(repository.admit(tenant, values, dimension -> dimension == ROUTE ? 1 : 2));
        var other = await(repository.admit(new Fixtures(database.superuser()).tenant("pro", "UTC"), values, d -> 9));

        assertThat(answers).extracting(Admitted::dimension).containsExactlyInAnyOrder(ROUTE, CONSUMER);
        assertThat(admitted(ROUTE)).isOne();
        assertThat(admitted(CONSUMER)).isEqualTo(2);
        assertThat(other).allSatisfy(answer -> assertThat(answer.fullSince()).isNull());
    }

    @Test
    void replicasThatAdmitAtOnceNeverExceedTheCap() {
        var rounds = new ArrayList<CompletableFuture<List<Admitted>>>();
        for (var replica = 0; replica < 8; replica++) {
            for (var round = 0; round < 10; round++) {
                var first = replica * 7 + round * 11;
                var values = IntStream.range(first, first + 40)
                        .mapToObj(i -> new Value(ROUTE, "r" + i))
                        .toList();
                rounds.add(repository.admit(tenant, values, dimension -> 100).subscribeAsCompletionStage());
            }
        }
        rounds.forEach(CompletableFuture::join);

        assertThat(admitted(ROUTE)).isEqualTo(100);
        assertThat(counted(ROUTE)).isEqualTo(100);
    }

    @Test
    void aValueIsTouchedOnceADay() {
        admit(9, "old", "new");
        database.superuser()
                .execute(
                        "UPDATE dimension_value SET last_seen = last_seen - 9 WHERE tenant_id = ? AND value = 'old'",
                        tenant);
        var before = version("new");

        admit(9, "old", "new");
        admit(9, "old", "new");

        assertThat(database.superuser()
                        .number("SELECT count(DISTINCT last_seen) FROM dimension_value WHERE tenant_id = ?", tenant))
                .isOne();
        assertThat(version("new")).isEqualTo(before);
    }

    @Test
    void freedValuesMakeRoomAndThoseOfTheLastDaysAreNotFreed() {
        admit(3, "a", "b", "c");
        database.superuser()
                .execute(
                        "UPDATE dimension_value SET last_seen = last_seen - 9 WHERE tenant_id = ? AND value <> 'c'",
                        tenant);

        assertThat(free()).isEqualTo(2);
        assertThat(free()).isZero();

        assertThat(counted(ROUTE)).isOne();
        assertThat(admit(3, "d", "e", "f").getFirst().values()).containsExactlyInAnyOrder("d", "e");
        assertThat(await(repository.get(tenant, ROUTE)).values()).containsExactlyInAnyOrder("c", "d", "e");
    }

    private long free() {
        return database.superuser().number("SELECT free_dimension_values(?, current_date, 1000)", tenant);
    }

    private String version(String value) {
        return database.superuser()
                .query("SELECT xmin FROM dimension_value WHERE tenant_id = ? AND value = ?", tenant, value)
                .toString();
    }

    private long admitted(OpenDimension dimension) {
        return database.superuser()
                .number(
                        "SELECT count(*) FROM dimension_value WHERE tenant_id = ? AND dimension = ?",
                        tenant,
                        dimension.code());
    }

    private long counted(OpenDimension dimension) {
        return database.superuser()
                .number(
                        "SELECT admitted FROM dimension_cap WHERE tenant_id = ? AND dimension = ?",
                        tenant,
                        dimension.code());
    }

    private List<Admitted> admit(int cap, String... routes) {
        var values = IntStream.range(0, routes.length)
                .mapToObj(i -> new Value(ROUTE, routes[i]))
                .toList();
        return await(repository.admit(tenant, values, dimension -> cap));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(LIMIT);
    }
}
