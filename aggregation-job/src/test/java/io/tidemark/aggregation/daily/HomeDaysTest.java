package io.tidemark.aggregation.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.aggregation.daily.Flush.Sent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days are those of the tenant, not those of the server. */
class HomeDaysTest {

    private static final UUID AGENT = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");

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
    void daysFollowTheHomeZoneWhenClocksAreSetForward() {
        var tenant = bed.tenant("Europe/Berlin");
        // 29 March 2026 has 23 hours there: from 23:00Z to 22:00Z.
        bed.flush(
                tenant,
                sent("2026-03-28T22:59:59.999999Z", AGENT, "request"),
                sent("2026-03-28T23:00:00Z", AGENT, "request"),
                sent("2026-03-29T21:59:59.999999Z", AGENT, "request"),
                sent("2026-03-29T22:00:00Z", AGENT, "request"));

        bed.run();

        assertThat(bed.counts(tenant)).extracting(row -> row.get("events")).containsExactly(1L, 2L, 1L);
    }

    @Test
    void daysFollowTheHomeZoneWhenClocksAreSetBack() {
        var tenant = bed.tenant("America/New_York");
        bed.clock("2026-11-10T00:00:00Z");
        bed.partitions("2026-11-01", "2026-11-03");
        // 1 November 2026 has 25 hours there: from 04:00Z to 05:00Z.
        bed.flush(
                tenant,
                IntStream.range(0, 26)
                        .mapToObj(hour -> new Sent(
                                Instant.parse("2026-11-01T04:00:00Z").plusSeconds(3600L * hour), null, "request"))
                        .toList());

        bed.run();

        assertThat(bed.counts(tenant)).extracting(row -> row.get("events")).containsExactly(25L, 1L);
    }

    @Test
    void aDayIsMadeOnceItIsOverAtHomeAndNotBefore() {
        var auckland = bed.tenant("Pacific/Auckland");
        var losAngeles = bed.tenant("America/Los_Angeles");
        bed.clock("2026-04-10T20:00:00Z");
        bed.flush(
                auckland,
                sent("2026-04-10T11:59:59Z", AGENT, "request"),
                sent("2026-04-10T12:00:00Z", AGENT, "request"));
        bed.flush(losAngeles, sent("2026-04-10T11:59:59Z", AGENT, "request"));

        bed.run();

        assertThat(bed.counts(auckland))
                .extracting(row -> row.get("day").toString())
                .containsExactly("2026-04-10");
        assertThat(bed.counts(losAngeles)).isEmpty();
    }

    @Test
    void aDayThatIsNotOverForEveryTenantIsRefused() {
        var tenant = bed.tenant("America/Los_Angeles");
        bed.tenant("UTC");
        bed.flush(tenant, sent("2026-04-10T11:59:59Z", AGENT, "request"));

        assertThatThrownBy(() -> bed.run(days("2026-04-01", "2026-04-10")))
                .isInstanceOf(DayRefusedException.class)
                .hasMessageContaining("2026-04-10 is not over for tenant t-" + tenant)
                .hasMessageContaining("it ends at 2026-04-11T07:00:00Z (America/Los_Angeles)");
        assertThat(bed.aggregatedDays(tenant)).isEmpty();
    }

    @Test
    void aDayWhoseHoursAreGoneIsRefusedAndWhatComesLateIsAddedToIt() {
        var tenant = bed.tenant("Europe/Berlin");
        bed.flush(tenant, sent("2026-04-05T10:00:00Z", AGENT, "request"));
        bed.run();
        try {
            bed.database.execute("UPDATE rollup_floor SET floor = '2026-04-05T00:00:00Z' WHERE grain = 'hour'");
            bed.database.execute("DELETE FROM rollup_hour WHERE tenant_id = ?", tenant);

            assertThatThrownBy(() -> bed.run(days("2026-04-05", "2026-04-08")))
                    .isInstanceOf(DayRefusedException.class)
                    .hasMessage("2026-04-05 cannot be made again for tenant t-" + tenant
                            + ": the hours that it is made of are kept from 2026-04-05T00:00:00Z on,"
                            + " so the first day is 2026-04-06 (Europe/Berlin)");
            bed.flush(tenant, sent("2026-04-05T11:00:00Z", AGENT, "request"));
            assertThat(bed.run().failures().toJson()).isEmpty();
        } finally {
            bed.database.execute("UPDATE rollup_floor SET floor = '-infinity'");
        }

        assertThat(bed.counts(tenant)).extracting(row -> row.get("events")).containsExactly(2L);
    }

    @Test
    void aTenantWhoseZoneIsUnknownIsNamedAndTheOthersAreMade() {
        var lost = bed.tenant("Mars/Olympus");
        var tenant = bed.tenant("UTC");
        bed.flush(tenant, sent("2026-04-10T10:00:00Z", AGENT, "request"));

        var tally = bed.run();

        assertThat(tally.failures().toJson().encode()).contains(lost.toString(), "Mars/Olympus");
        assertThat(bed.counts(tenant)).hasSize(1);
    }

    private static Sent sent(String time, @Nullable UUID agent, String type) {
        return new Sent(Instant.parse(time), agent, type);
    }

    private static Selection days(String from, String to) {
        return new Selection.Exactly(new DayRange(LocalDate.parse(from), LocalDate.parse(to)));
    }
}
