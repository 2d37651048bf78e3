package io.tidemark.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final UUID ACME = UUID.randomUUID();
    private static final UUID GLOBEX = UUID.randomUUID();

    private final MemoryBudget budget = new MemoryBudget(48);

    @Test
    void oneTenantsRequestsHaveHalfOfItTogether() {
        assertThat(budget.open(ACME).grow(12)).isTrue();
        assertThat(budget.open(ACME).grow(12)).isTrue();
        assertThat(budget.open(ACME).grow(1)).isFalse();

        assertThat(budget.open(GLOBEX).grow(24)).isTrue();
        assertThat(budget.used()).isEqualTo(48);
    }

    @Test
    void aTenantsOnlyRequestMayHaveMoreAsLongAsThereIsAny() {
        var large = budget.open(ACME);

        assertThat(large.grow(12)).isTrue();
        assertThat(large.grow(16)).isTrue();
        assertThat(budget.open(ACME).grow(1)).isFalse();
        assertThat(budget.open(GLOBEX).grow(20)).isTrue();
        assertThat(large.grow(1)).isFalse();
    }

    @Test
    void whatARequestHeldIsThereForTheNext() {
        var first = budget.open(ACME);
        assertThat(first.grow(30)).isTrue();
        first.close();

        assertThat(budget.used()).isZero();
        assertThat(first.grow(1)).isFalse();
        assertThat(budget.open(ACME).grow(30)).isTrue();
    }
}
