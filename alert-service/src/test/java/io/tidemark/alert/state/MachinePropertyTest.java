package io.tidemark.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.alert.log.EventType;
import io.tidemark.alert.state.Reference.Observed;
import io.tidemark.alert.state.Reference.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is observed, and whatever outages there are in between, the machine says what the definitions say. */
class MachinePropertyTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** @param gap how many slots passed without an evaluation before this one */
    record Tick(Input input, int gap, boolean silenced) {}

    @Property(tries = 5000)
    void itSaysWhatTheDefinitionsSay(@ForAll("machines") Machine machine, @ForAll("ticks") List<Tick> ticks) {
        var reference = new Reference(machine.waiting(), machine.keepFiringFor(), machine.cooldown());
        var instance = Instance.FRESH;
        var at = START;
        for (var tick : ticks) {
            at = at.plus(Duration.ofMinutes(1 + tick.gap()));
            var step = machine.step(instance, tick.input(), at, tick.silenced());
            var when = at;
            assertThat(step.event().map(type -> new Said(when, type, step.silenced())))
                    .isEqualTo(reference.observe(new Observed(at, tick.input(), tick.silenced())));
            // What is stored is all that the next replica knows.
            instance = step.instance();
        }
    }

    @Property(tries = 2000)
    void firingsAndResolutionsTakeTurnsAndAreCounted(
            @ForAll("machines") Machine machine, @ForAll("ticks") List<Tick> ticks) {
        var said = new ArrayList<EventType>();
        var instance = Instance.FRESH;
        var at = START;
        for (var tick : ticks) {
            at = at.plus(Duration.ofMinutes(1 + tick.gap()));
            var step = machine.step(instance, tick.input(), at, false);
            step.event().ifPresent(said::add);
            instance = step.instance();
            assertThat(instance.sequence()).isEqualTo(said.size());
        }
        var firing = false;
        for (var event : said) {
            assertThat(firing && event == EventType.FIRING).as(said.toString()).isFalse();
            firing = event == EventType.FIRING || firing && event != EventType.RESOLVED;
        }
    }

    @Provide
    Arbitrary<Machine> machines() {
        var some = Arbitraries.integers().between(0, 5).map(Duration::ofMinutes);
        return Combinators.combine(some, some, some).as(Machine::new);
    }

    @Provide
    Arbitrary<List<Tick>> ticks() {
        var inputs = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(Input.BREACH)),
                Tuple.of(5, Arbitraries.of(Input.CLEAR)),
                Tuple.of(3, Arbitraries.of(Input.NO_DATA, Input.ERROR, Input.KEEP)));
        var gaps = Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(1, 1), Tuple.of(1, 7));
        var silences = Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true));
        return Combinators.combine(inputs, gaps, silences)
                .as(Tick::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }
}
