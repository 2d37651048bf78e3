package io.tidemark.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LaneTest {

    private long now = 1;

    private final Lane lane = new Lane(4, 100, () -> now);

    @Test
    void aNewReceiverIsGivenAsManyAsItMayGetAtOnce() {
        assertThat(lane.room()).isEqualTo(4);
        lane.claimed();
        assertThat(lane.room()).isEqualTo(3);
    }

    @Test
    void oneThatAnswersWellIsGivenMoreAheadButNotWithoutEnd() {
        for (int i = 0; i < 20; i++) {
            lane.claimed();
            lane.finished(true);
        }
        assertThat(lane.room()).isEqualTo(40);
    }

    @Test
    void oneThatFailsIsGivenOneAtATimeUntilItAnswers() {
        lane.claimed();
        lane.finished(false);
        assertThat(lane.room()).isEqualTo(1);
        lane.claimed();
        assertThat(lane.room()).isZero();
        lane.finished(true);
        assertThat(lane.room()).isEqualTo(2);
    }

    @Test
    void nobodyGetsMoreInASecondThanIsAllowed() {
        for (int i = 0; i < 98; i++) {
            lane.claimed();
            lane.finished(true);
        }
        assertThat(lane.room()).isEqualTo(2);
        pass(Duration.ofMillis(100));
        assertThat(lane.room()).isEqualTo(12);
        pass(Duration.ofMinutes(1));
        assertThat(lane.room()).isEqualTo(40);
    }

    @Test
    void oneThatAsksToBeLeftAloneIs() {
        lane.hold(Duration.ofSeconds(10));
        lane.hold(Duration.ofSeconds(2));
        pass(Duration.ofSeconds(9));
        assertThat(lane.room()).isZero();
        assertThat(lane.isIdle()).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(lane.room()).isEqualTo(4);
        assertThat(lane.isIdle()).isTrue();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
