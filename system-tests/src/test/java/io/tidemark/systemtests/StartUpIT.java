package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long each packaged service takes from its launch until it is ready. The machine may be busy with something else at
 * times, so one start of several has to be as quick as that.
 */
class StartUpIT {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int MOST_STARTS = 8;

    private static Deployment deployment;

    @BeforeAll
    static void deploy() {
        deployment = new Deployment();
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "query", "alert"})
    void aServiceIsReadyWithinThreeSeconds(String service) {
        var starts = new ArrayList<Duration>();
        do {
            starts.add(timeToStart(service));
        } while (starts.getLast().compareTo(LIMIT) > 0 && starts.size() < MOST_STARTS);

        System.out.printf("%s-service was ready after %s%n", service, starts);
        assertThat(starts).anyMatch(start -> start.compareTo(LIMIT) <= 0);
    }

    private static Duration timeToStart(String service) {
        var begun = System.nanoTime();
        try (var started = start(service)) {
            var took = Duration.ofNanos(System.nanoTime() - begun);
            assertThat(started.isReady()).isTrue();
            return took;
        }
    }

    private static ServiceProcess start(String service) {
        return switch (service) {
            case "ingest" -> deployment.ingest();
            case "query" -> deployment.query();
            default -> deployment.alert();
        };
    }
}
