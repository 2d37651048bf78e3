package io.tidemark.alert.evaluation;

import io.tidemark.alert.Account;
import io.tidemark.alert.MovableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Rules on a real database, evaluated slot by slot. */
abstract class EvaluationBed {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    static final String OVER_FIVE = """
            {"name": "%s", "window": "PT5M",
             "conditions": [{"query": "requests_total", "operator": ">", "threshold": 5}]}""";

    @Inject
    ClaimService claims;

    @Inject
    MovableClock clock;

    Account account = Account.pro();
    Instant start = Instant.EPOCH;

    @BeforeEach
    void start() {
        account = Account.pro();
        start = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        clock.set(start.toString());
        Account.database().execute("DELETE FROM alert_schedule");
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

    Instant minute(int minute) {
        return start.plus(Duration.ofMinutes(minute));
    }

    /** Time goes on to these minutes after the start, and what is due is evaluated at each. */
    void evaluateUpTo(int... minutes) {
        for (var minute : minutes) {
            clock.set(minute(minute).toString());
            work();
        }
    }

    void work() {
        while (claims.work() > 0) {
            // all that is due
        }
    }

    /** In the order in which they came about. */
    List<String> types(String rule) {
        return account.views()
                .get("/v1/alert-events?alert={id}", rule)
                .then()
                .statusCode(200)
                .extract()
                .<List<String>>path("items.type")
                .reversed();
    }
}
