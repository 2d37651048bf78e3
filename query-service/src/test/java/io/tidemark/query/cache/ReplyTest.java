package io.tidemark.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tenancy.Tier;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An answer says its age whenever it is older than the request. */
class ReplyTest {

    private static final Instant ARRIVAL = Instant.parse("2026-03-31T12:00:00.123456789Z");
    private static final Instant NOW = ARRIVAL.plusMillis(1500);

    @Test
    void whoJoinsAComputationThatBeganBeforeIsToldItsAge() {
        assertThat(age(ARRIVAL.minusMillis(800), false, false)).isEqualTo(2L);
    }

    @Test
    void whoBeganItIsNot() {
        assertThat(age(ARRIVAL, false, false)).isNull();
        assertThat(age(ARRIVAL.plusNanos(1), false, false)).isNull();
    }

    @Test
    void whatIsKeptHasAnAge() {
        assertThat(age(ARRIVAL.minusSeconds(40), true, false)).isEqualTo(41L);
    }

    @Test
    void whoWantsNothingOlderGetsNothingOlder() {
        assertThat(age(ARRIVAL.minusNanos(5000), false, true)).isNull();
    }

    private static Object age(Instant asOf, boolean kept, boolean fresh) {
        var body = Given.Body.of(Answer.of(asOf, "{}"), kept);
        return Reply.of(body, inquiry(fresh), NOW).getHeaders().getFirst("Age");
    }

    private static Inquiry inquiry(boolean fresh) {
        return new Inquiry(
                new Tenant(UUID.randomUUID(), "acme", "Acme", Tier.PRO, ZoneOffset.UTC),
                Optional.empty(),
                Map.of(),
                Map.of(),
                ARRIVAL,
                0,
                fresh,
                List.of());
    }
}
