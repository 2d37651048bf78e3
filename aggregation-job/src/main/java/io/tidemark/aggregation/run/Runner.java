package io.tidemark.aggregation.run;

import io.quarkus.logging.Log;
import io.tidemark.aggregation.run.Outcome.Finished;
import io.tidemark.risk.DatabaseRisks;
import io.tidemark.risk.RefusedRiskException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Runs a job and records how it went, also when it failed. */
@ApplicationScoped
public class Runner {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseRisks risks;
    private final Entrance entrance;
    private final JobRunRepository runs;
    private final InstantSource clock = InstantSource.system();

    Runner(DatabaseRisks risks, Entrance entrance, JobRunRepository runs) {
        this.risks = risks;
        this.entrance = entrance;
        this.runs = runs;
    }

    /** Runs the work once no other works alone, unless that takes too long; the wait is no part of its duration. */
    public Outcome alone(String job, Supplier<Outcome> work) {
        var startedAt = clock.instant();
        try {
            return permitted(() -> guarded(() -> record(job, clock.instant(), attempt(work))));
        } catch (RuntimeException e) {
            return record(job, startedAt, failed(e));
        }
    }

    /** Likewise, but work that changes nothing, and so is not recorded either. */
    public Outcome rehearse(String job, Supplier<Outcome> work) {
        var startedAt = clock.instant();
        var outcome = attempt(() -> permitted(() -> guarded(work)));
        return outcome instanceof Finished finished ? sumUp(job, startedAt, finished) : outcome;
    }

    /** Runs the work whatever else runs. A summary gets the job's name in front and the duration at its end. */
    public Outcome beside(String job, Supplier<Outcome> work) {
        var startedAt = clock.instant();
        return record(job, startedAt, attempt(() -> permitted(work)));
    }

    /** Records that the job was asked to do nothing, and did: its schedule is kept. */
    public Outcome skip(String job, String reason) {
        var outcome = beside(job, () -> new Finished(new JsonObject().put("skipped", reason), true));
        return outcome instanceof Finished finished && finished.succeeded() ? new Outcome.Skipped(reason) : outcome;
    }

    private Outcome permitted(Supplier<Outcome> work) {
        try {
            risks.judgeSettings();
            risks.judgeSession().await().atMost(PATIENCE);
        } catch (RefusedRiskException e) {
            return new Outcome.Refused(e.reason());
        }
        return work.get();
    }

    private Outcome guarded(Supplier<Outcome> work) {
        var guard = entrance.enter();
        if (guard.isEmpty()) {
            return new Outcome.Busy();
        }
        try (var _ = guard.get()) {
            return work.get();
        }
    }

    private static Outcome attempt(Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private Outcome record(String job, Instant startedAt, Outcome outcome) {
        if (!(outcome instanceof Finished finished)) {
            return outcome;
        }
        var summed = sumUp(job, startedAt, finished);
        try {
            runs.insert(job, startedAt, clock.instant(), summed.succeeded(), summed.summary());
            return summed;
        } catch (RuntimeException e) {
            Log.error("Run was not recorded", e);
            return new Finished(summed.summary().put("recorded", false), false);
        }
    }

    private static Finished failed(RuntimeException cause) {
        var failures = new Failures();
        failures.add("run", cause);
        return new Finished(new JsonObject().put("failures", failures.toJson()), false);
    }

    private Finished sumUp(String job, Instant startedAt, Finished finished) {
        var summary = new JsonObject().put("job", job).mergeIn(finished.summary());
        summary.put("durationMs", Duration.between(startedAt, clock.instant()).toMillis());
        return new Finished(summary, finished.succeeded());
    }
}
