package io.tidemark.ingest.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepSizeTest {

    private static final Duration QUICK = Duration.ofMillis(300);
    private static final Duration RIGHT = Duration.ofMillis(1500);
    private static final Duration SLOW = Duration.ofMillis(2001);

    private final StepSize size = new StepSize(20_000, 200_000, Duration.ofSeconds(2));

    @Test
    void stepsGrowWhileMuchWaitsAndTheyAreQuick() {
        for (var expected : new int[] {20_000, 40_000, 80_000, 160_000, 200_000, 200_000}) {
            assertThat(size.next()).isEqualTo(expected);
            size.took(QUICK, true);
        }
    }

    @Test
    void stepsThatDoNotFillOrTakeTheirTimeStayAsTheyAre() {
        size.took(QUICK, true);
        size.took(QUICK, false);
        size.took(RIGHT, true);

        assertThat(size.next()).isEqualTo(40_000);
    }

    @Test
    void slowStepsShrinkDownToTheSmallest() {
        size.took(QUICK, true);
        size.took(QUICK, true);
        for (var expected : new int[] {80_000, 40_000, 20_000, 20_000}) {
            assertThat(size.next()).isEqualTo(expected);
            size.took(SLOW, false);
        }
    }

    @Test
    void afterAFailureTheSmallestStepIsTried() {
        size.took(QUICK, true);
        size.took(QUICK, true);

        size.failed();

        assertThat(size.next()).isEqualTo(20_000);
    }
}
