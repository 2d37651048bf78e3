package io.tidemark.catalogue.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CellBudgetTest {

    private final CellBudget budget = new CellBudget(10);

    @Test
    void whatIsTakenIsGivenBackHoweverReadingEnds() {
        var fails = budget.during(10, () -> Uni.createFrom().failure(new IllegalStateException()));
        assertThat(isLeft(1)).isFalse();
        fails.orElseThrow().subscribe().with(done -> {}, failure -> {});

        var isCancelled = budget.during(10, () -> Uni.createFrom().completionStage(new CompletableFuture<>()));
        assertThat(isLeft(1)).isFalse();
        isCancelled.orElseThrow().subscribe().with(done -> {}).cancel();

        var ends = budget.during(10, () -> Uni.createFrom().item(1));
        assertThat(isLeft(1)).isFalse();
        ends.orElseThrow().await().indefinitely();

        assertThat(isLeft(10)).isTrue();
    }

    @Test
    void whatIsRefusedTakesNothing() {
        assertThat(isLeft(11)).isFalse();
        assertThat(isLeft(10)).isTrue();
    }

    private boolean isLeft(long values) {
        var taken = budget.during(values, () -> Uni.createFrom().item(1));
        taken.ifPresent(reading -> reading.await().indefinitely());
        return taken.isPresent();
    }
}
