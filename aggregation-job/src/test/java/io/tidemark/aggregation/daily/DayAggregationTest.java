package io.tidemark.aggregation.daily;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregation.daily.Flush.Sent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DayAggregationTest {

    private static final UUID NONE = new UUID(0, 0);
    private static final UUID AGENT = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000002");

    private static Testbed bed;

    @BeforeAll
    static void start() {
        bed = new Testbed();
        bed.partitions("2026-03-01", "2026-04-30");
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @BeforeEach
    void onlyTheTenantsOfThisTest() {
        bed.database.execute("UPDATE tenant SET deleted_at = now() WHERE deleted_at IS NULL");
        bed.clock("2026-04-11T00:05:00Z");
    }

    @Test
    void countsPerAgentAndKindAndWithoutAgent() {
        var tenant = bed.tenant("UTC");
        bed.flush(
                tenant,
                sent("2026-04-10T00:00:00Z", AGENT, "request"),
                sent("2026-04-10T10:00:00Z", AGENT, "request"),
                sent("2026-04-10T10:00:00Z", AGENT, "token_issuance"),
                sent("2026-04-10T10:00:00Z", OTHER, "token_failure"),
                sent("2026-04-10T10:00:00Z", OTHER, "credential_rotation"),
                sent("2026-04-10T10:00:00Z", OTHER, "cache.miss"),
                sent("2026-04-10T23:59:59.999999Z", null, "request"));

        var tally = bed.run();

        assertThat(tally.failures().toJson()).isEmpty();
        assertThat(bed.counts(tenant).stream().map(row -> row.values().stream()
                        .skip(1)
                        .map(String::valueOf)
                        .toList()))
                .containsExactly(
                        List.of(NONE.toString(), "1", "1", "0", "0", "0"),
                        List.of(AGENT.toString(), "3", "2", "1", "0", "0"),
                        List.of(OTHER.toString(), "3", "0", "0", "1", "1"));
        assertThat(tally.toJson().getLong("events")).isEqualTo(7);
        assertThat(tally.toJson().getLong("rows"))
                .isEqualTo(bed.database.number("SELECT sum(cells) FROM rollup_day WHERE tenant_id = ?", tenant));
    }

    @Test
    void aSecondRunChangesNotAByte() {
        var tenant = bed.tenant("UTC");
        bed.flush(
                tenant, sent("2026-04-09T10:00:00Z", AGENT, "request"), sent("2026-04-10T10:00:00Z", null, "request"));
        bed.run();
        var first = bed.tables(tenant);

        var again = bed.run();

        assertThat(bed.tables(tenant)).isEqualTo(first);
        assertThat(again.toJson().getInteger("daysAggregated")).isZero();
    }

    @Test
    void aDayMadeAgainOnDemandHasTheSameCounts() {
        var tenant = bed.tenant("UTC");
        bed.flush(
                tenant, sent("2026-04-10T10:00:00Z", AGENT, "request"), sent("2026-04-10T10:00:00Z", null, "request"));
        bed.run();
        var first = bed.tables(tenant).getFirst();

        var again = bed.run(days("2026-04-10", "2026-04-10"));

        assertThat(again.toJson().getLong("events")).isEqualTo(2);
        assertThat(bed.tables(tenant).getFirst()).isEqualTo(first);
    }

    @Test
    void aGapOfThreeDaysIsCaughtUpEmptyDaysIncluded() {
        var tenant = bed.tenant("UTC");
        bed.clock("2026-04-07T00:05:00Z");
        bed.flush(tenant, sent("2026-04-06T10:00:00Z", AGENT, "request"));
        bed.run();
        bed.clock("2026-04-08T10:05:00Z");
        bed.flush(tenant, sent("2026-04-08T10:00:00Z", AGENT, "request"));
        bed.clock("2026-04-10T00:05:00Z");

        var tally = bed.run().toJson();

        assertThat(tally.getString("from")).isEqualTo("2026-04-07");
        assertThat(tally.getString("to")).isEqualTo("2026-04-09");
        assertThat(tally.getInteger("daysAggregated")).isEqualTo(3);
        assertThat(tally.getInteger("daysStale")).isZero();
        assertThat(bed.counts(tenant)).hasSize(2);
        assertThat(bed.aggregatedDays(tenant)).hasSize(4);
    }

    @Test
    void aLateEventMakesItsDayAgain() {
        var tenant = bed.tenant("UTC");
        bed.flush(tenant, sent("2026-04-09T10:00:00Z", AGENT, "request"));
        bed.run();
        bed.flush(
                tenant, sent("2026-04-09T11:00:00Z", AGENT, "request"), sent("2026-04-09T11:00:00Z", OTHER, "request"));

        var tally = bed.run().toJson();

        assertThat(tally.getInteger("daysAggregated")).isEqualTo(1);
        assertThat(tally.getInteger("daysStale")).isEqualTo(1);
        assertThat(bed.counts(tenant)).extracting(row -> row.get("events")).containsExactly(2L, 1L);
    }

    @Test
    void anEventEarlierThanAllOthersExtendsTheDaysThatAreMade() {
        var tenant = bed.tenant("UTC");
        bed.flush(tenant, sent("2026-04-09T10:00:00Z", AGENT, "request"));
        bed.run();
        bed.flush(tenant, sent("2026-04-05T10:00:00Z", AGENT, "request"));

        assertThat(bed.run().toJson().getInteger("daysAggregated")).isEqualTo(4);
        assertThat(bed.aggregatedDays(tenant)).hasSize(6);
    }

    @Test
    void keysThatHaveNoEventAnyMoreVanish() {
        var tenant = bed.tenant("UTC");
        bed.flush(
                tenant,
                sent("2026-04-10T10:00:00Z", AGENT, "request"),
                sent("2026-04-10T10:00:00Z", OTHER, "request"),
                sent("2026-04-10T10:00:00Z", null, "request"));
        bed.run();
        bed.database.execute(
                "UPDATE rollup_hour SET agent_id = array_replace(agent_id, ?, ?) WHERE tenant_id = ?",
                OTHER,
                AGENT,
                tenant);

        bed.run(days("2026-04-10", "2026-04-10"));

        assertThat(bed.counts(tenant)).extracting(row -> row.get("agent_id")).containsExactly(NONE, AGENT);
    }

    @Test
    void exactlyTheDaysAskedForAreMade() {
        var tenant = bed.tenant("UTC");
        bed.flush(
                tenant,
                IntStream.rangeClosed(1, 9)
                        .mapToObj(day -> sent("2026-04-0" + day + "T10:00:00Z", AGENT, "request"))
                        .toList());

        var tally = bed.run(days("2026-04-03", "2026-04-05")).toJson();

        assertThat(tally.getInteger("daysAggregated")).isEqualTo(3);
        assertThat(bed.counts(tenant))
                .extracting(row -> row.get("day").toString())
                .containsExactly("2026-04-03", "2026-04-04", "2026-04-05");
    }

    @Test
    void aTenantWithoutEventsOrDeletedIsLeftAlone() {
        var empty = bed.tenant("UTC");
        var deleted = bed.tenant("UTC");
        bed.flush(deleted, sent("2026-04-09T10:00:00Z", AGENT, "request"));
        bed.database.execute("UPDATE tenant SET deleted_at = now() WHERE id = ?", deleted);

        assertThat(bed.run().toJson().getInteger("tenants")).isEqualTo(1);
        assertThat(bed.aggregatedDays(empty)).isEmpty();
        assertThat(bed.aggregatedDays(deleted)).isEmpty();
    }

    private static Sent sent(String time, @Nullable UUID agent, String type) {
        return new Sent(Instant.parse(time), agent, type);
    }

    private static Selection days(String from, String to) {
        return new Selection.Exactly(new DayRange(LocalDate.parse(from), LocalDate.parse(to)));
    }
}
