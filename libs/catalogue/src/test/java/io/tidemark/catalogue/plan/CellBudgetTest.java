package io.tidemark.catalogue.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class CellBudgetTest {

    private final CellBudget budget = new CellBudget(10);

    @Test
    void whatIsTakenIsGivenBackOnce() {
        var share = budget.share();
        share.raiseTo(4);
        share.raiseTo(10);
        share.raiseTo(3);
        assertThatExceptionOfType(CellBudget.ExceededException.class)
                .isThrownBy(() -> budget.share().raiseTo(1));

        share.giveBack();
        share.giveBack();

        assertThatExceptionOfType(CellBudget.ExceededException.class)
                .isThrownBy(() -> budget.share().raiseTo(11));
        assertThatCode(() -> budget.share().raiseTo(10)).doesNotThrowAnyException();
    }

    @Test
    void whoHasGivenBackTakesNothingMore() {
        var share = budget.share();
        share.giveBack();

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> share.raiseTo(1));
        assertThatCode(() -> budget.share().raiseTo(10)).doesNotThrowAnyException();
    }
}
