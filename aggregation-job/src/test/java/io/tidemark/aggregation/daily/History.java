package io.tidemark.aggregation.daily;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What may happen to two tenants in some days: flushes that overlap, time that passes, runs that crash. */
record History(List<String> zones, List<Step> steps) {

    sealed interface Step {}

    record Pass(Duration time) implements Step {}

    record Write(Batch batch) implements Step {}

    /** A flush begins and does not commit yet. */
    record Open(Batch batch) implements Step {}

    /** One of the open flushes ends, not necessarily the one that began first. */
    record Close(int which, boolean commit) implements Step {}

    record Run() implements Step {}

    record CrashingRun(int afterTenantDays) implements Step {}

    /** A run in the middle of which flushes commit, with an event for each of the last days, and rollers try. */
    record DisturbedRun(Pause pause) implements Step {}

    /** A step of a roller. */
    record Roll(int tenant, int events) implements Step {}

    record RunOfDay(int daysBack) implements Step {}

    record Batch(int tenant, List<Happening> events) {}

    /** An event, told by its distance from the clock of the flush; negative is ahead of it. */
    record Happening(int minutesBack, int agent, String type) {}

    static Arbitrary<History> histories() {
        var zone = Arbitraries.of(
                "UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata", "America/St_Johns");
        return Combinators.combine(
                        zone.list().ofSize(2), anyStep().list().ofMinSize(4).ofMaxSize(20))
                .as(History::new);
    }

    private static Arbitrary<Step> anyStep() {
        Arbitrary<Step> pass = Arbitraries.integers().between(1, 30).map(hours -> new Pass(Duration.ofHours(hours)));
        Arbitrary<Step> write = batches().map(Write::new);
        Arbitrary<Step> open = batches().map(Open::new);
        Arbitrary<Step> close = Combinators.combine(
                        Arbitraries.integers().between(0, 3), Arbitraries.of(true, true, false))
                .as(Close::new);
        Arbitrary<Step> run = Arbitraries.just(new Run());
        Arbitrary<Step> crash = Arbitraries.integers().between(0, 4).map(CrashingRun::new);
        Arbitrary<Step> disturbed = Arbitraries.of(Pause.class).map(DisturbedRun::new);
        Arbitrary<Step> roll = Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(1, 20))
                .as(Roll::new);
        Arbitrary<Step> day = Arbitraries.integers().between(0, 3).map(RunOfDay::new);
        return Arbitraries.frequencyOf(
                Tuple.of(6, pass),
                Tuple.of(5, write),
                Tuple.of(3, open),
                Tuple.of(2, close),
                Tuple.of(4, run),
                Tuple.of(4, roll),
                Tuple.of(2, crash),
                Tuple.of(2, disturbed),
                Tuple.of(1, day));
    }

    private static Arbitrary<Batch> batches() {
        var types = Stream.of("request", "token_issuance", "token_failure", "credential_rotation", "own.type");
        var happening = Combinators.combine(
                        Arbitraries.integers().between(-59, 4 * 24 * 60),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(types.toList()))
                .as(Happening::new);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        happening.list().ofMinSize(1).ofMaxSize(5))
                .as(Batch::new);
    }
}
