package io.tidemark.alert.evaluation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.tidemark.alert.judge.Verdict.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** How evaluations come out, how long they take, and how late they are. */
@Startup
@ApplicationScoped
class EvaluationMetrics {

    private static final String NAME = "tidemark.alert.evaluations";
    private static final String HELP = "Verdicts on rules, one for each series of a rule that judges each";

    private final Map<Outcome, Counter> outcomes;
    private final Counter discarded;
    private final Counter failures;
    private final Timer duration;
    private final Timer lateness;

    EvaluationMetrics(MeterRegistry registry) {
        outcomes = Arrays.stream(Outcome.values())
                .collect(Collectors.toMap(
                        outcome -> outcome,
                        outcome -> counter(registry, outcome.code()),
                        (a, b) -> a,
                        () -> new EnumMap<>(Outcome.class)));
        discarded = Counter.builder("tidemark.alert.evaluations.discarded")
                .description("Schedules whose result was not written: a rule had changed, or the claim was lost")
                .register(registry);
        failures = Counter.builder("tidemark.alert.evaluation.failures")
                .description("Claims that failed or came to nothing, to be tried again")
                .register(registry);
        duration = timer(registry, "tidemark.alert.evaluation.duration", "Time from a claim to its result");
        lateness =
                timer(registry, "tidemark.alert.evaluation.lateness", "Time from the slot of a schedule to its result");
    }

    void evaluated(Collection<Outcome> verdicts) {
        verdicts.forEach(
                outcome -> Objects.requireNonNull(outcomes.get(outcome)).increment());
    }

    void discarded(long schedules) {
        discarded.increment((double) schedules);
    }

    void failed() {
        failures.increment();
    }

    void took(Duration time) {
        duration.record(time);
    }

    void late(Duration time) {
        lateness.record(time);
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder(NAME).description(HELP).tag("outcome", outcome).register(registry);
    }

    private static Timer timer(MeterRegistry registry, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(60))
                .register(registry);
    }
}
