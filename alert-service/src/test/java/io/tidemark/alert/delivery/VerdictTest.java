package io.tidemark.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    private final RetrySchedule schedule = new RetrySchedule(List.of(Duration.ofSeconds(5)));

    @ParameterizedTest
    @CsvSource({
        "200, delivered",
        "204, delivered",
        "299, delivered",
        "100, retry",
        "301, retry",
        "302, retry",
        "307, retry",
        "400, retry",
        "404, retry",
        "410, gone",
        "429, retry",
        "500, retry",
        "503, retry",
    })
    void onlySuccessIsSuccess(int status, String outcome) {
        assertThat(judge(new Answer.Status(status, "", null), 1).label()).isEqualTo(outcome);
    }

    @Test
    void theLastAttemptFails() {
        assertThat(judge(new Answer.Status(500, "", null), 2)).isEqualTo(new Verdict.Failed());
        assertThat(judge(new Answer.Failure("timed out"), 2)).isEqualTo(new Verdict.Failed());
        assertThat(judge(new Answer.Refused("not public"), 1)).isEqualTo(new Verdict.Retry(Duration.ofSeconds(5)));
    }

    @Test
    void whatTheReceiverAsksForCounts() {
        assertThat(judge(new Answer.Status(429, "", Duration.ofMinutes(1)), 1))
                .isEqualTo(new Verdict.Retry(Duration.ofMinutes(1)));
    }

    private Verdict judge(Answer answer, int tries) {
        return Verdict.of(answer, tries, schedule, () -> 0.5);
    }
}
