package io.tidemark.aggregation.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.aggregation.run.Failures;
import io.tidemark.aggregation.run.Outcome;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.TestDatabase;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_job"))
class HousekeepingTest {

    private static final String ARRIVED = """
            INSERT INTO arrival_id (tenant_id, id, arrived_at)
            SELECT ?, gen_random_uuid(), now() - ?::interval
              FROM generate_series(1, ?)""";

    @Inject
    Housekeeping housekeeping;

    @Inject
    PartitionsAhead partitionsAhead;

    private final TestDatabase database = Infrastructure.database();

    @Test
    void arrivalIdsAreKeptFor48HoursAndThenGoInBatches() {
        var tenant = UUID.randomUUID();
        database.execute(ARRIVED, tenant, "48 hours 1 second", 25_000);
        database.execute(ARRIVED, tenant, "47 hours 59 minutes", 7);

        var failures = new Failures();
        var chores = housekeeping.run(failures);

        assertThat(failures.toJson()).isEmpty();
        assertThat(chores.arrivalIdsExpired()).isEqualTo(25_000);
        assertThat(database.number("SELECT count(*) FROM arrival_id WHERE tenant_id = ?", tenant))
                .isEqualTo(7);
    }

    @Test
    void partitionsExistFromYesterdayToAWeekAhead() {
        var chores = housekeeping.run(new Failures());

        assertThat(chores.partitionsEnsured()).isEqualTo(9);
        assertThat(partition(-1)).isTrue();
        assertThat(partition(7)).isTrue();
    }

    @Test
    void partitionsAreMadeAsFarAheadAsAskedAndOnlyOnce() {
        var first = partitionsAhead.run(40);
        var again = partitionsAhead.run(40);

        assertThat(first).isInstanceOfSatisfying(Outcome.Finished.class, finished -> assertThat(
                        finished.summary().getInteger("partitionsEnsured"))
                .isEqualTo(42));
        assertThat(again).isInstanceOfSatisfying(Outcome.Finished.class, finished -> assertThat(
                        finished.summary().getInteger("partitionsCreated"))
                .isZero());
        assertThat(partition(40)).isTrue();
        assertThat(partition(41)).isFalse();
    }

    @Test
    void aChoreThatFailsIsNamedAndTheOthersAreDone() {
        var tenant = UUID.randomUUID();
        database.execute(ARRIVED, tenant, "49 hours", 3);
        database.execute("REVOKE EXECUTE ON FUNCTION ensure_event_partition(date) FROM tidemark_job");
        var failures = new Failures();
        try {
            housekeeping.run(failures);
        } finally {
            database.execute("GRANT EXECUTE ON FUNCTION ensure_event_partition(date) TO tidemark_job");
        }

        assertThat(failures.toJson().encode()).contains("\"step\":\"partitions\"");
        assertThat(database.number("SELECT count(*) FROM arrival_id WHERE tenant_id = ?", tenant))
                .isZero();
    }

    private boolean partition(int daysAhead) {
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(daysAhead).format(DateTimeFormatter.BASIC_ISO_DATE);
        return database.number("SELECT count(*) FROM pg_class WHERE relname = ?", "event_" + day) == 1;
    }
}
