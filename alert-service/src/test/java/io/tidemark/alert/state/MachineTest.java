package io.tidemark.alert.state;

import static io.tidemark.alert.log.EventType.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.alert.log.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each transition of a series, as a row of a table; time goes on by a minute with each input. */
class MachineTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * How a series goes through inputs: {@code b}reach, {@code c}lear, {@code n}o data, {@code e}rror, {@code k}eep; in
     * upper case while silenced. Events follow as {@code P F R N E}, a dot if there is none, lower case if silenced.
     */
    @ParameterizedTest(name = "for {0}, keep {1}, cooldown {2}: {3} says {4} and ends {5}")
    @CsvSource({
        // ok
        "0, 0, 0, c, ., ok",
        "0, 0, 0, k, ., ok",
        "0, 0, 0, b, F, firing",
        "0, 0, 0, n, N, noData",
        "0, 0, 0, e, E, error",
        "2, 0, 0, b, P, pending",
        // pending
        "2, 0, 0, bb, P., pending",
        "2, 0, 0, bbb, P.F, firing",
        "2, 0, 0, bc, P., ok",
        "2, 0, 0, bbcb, P..P, pending",
        "2, 0, 0, bn, PN, noData",
        "2, 0, 0, be, PE, error",
        "2, 0, 0, bkkk, P..., pending",
        "2, 0, 0, bkb, P.F, firing",
        "2, 0, 0, bbn bbb, P.NP.F, firing",
        // firing
        "0, 0, 0, bb, F., firing",
        "0, 0, 0, bk, F., firing",
        "0, 0, 0, bc, FR, ok",
        "0, 2, 0, bc, F., recovering",
        "0, 0, 0, bn, FN, noData",
        "0, 0, 0, be, FE, error",
        // recovering
        "0, 2, 0, bcc, F.., recovering",
        "0, 2, 0, bccc, F..R, ok",
        "0, 2, 0, bccb, F..., firing",
        "0, 2, 0, bccbccc, F.....R, ok",
        "0, 2, 0, bck, F.., recovering",
        "0, 2, 0, bckc, F..R, ok",
        "0, 2, 0, bcn, F.N, noData",
        "0, 2, 0, bce, F.E, error",
        // no data
        "0, 0, 0, nn, N., noData",
        "0, 0, 0, nk, N., noData",
        "0, 0, 0, nc, NR, ok",
        "0, 0, 0, nb, NF, firing",
        "2, 0, 0, nb, NP, pending",
        "2, 0, 0, nbc, NPR, ok",
        "0, 0, 0, ne, NE, error",
        "0, 0, 0, bnb, FN., firing",
        "0, 0, 0, bnc, FNR, ok",
        "0, 2, 0, bnc, FN., recovering",
        "0, 2, 0, bnccc, FN..R, ok",
        // error
        "0, 0, 0, ee, E., error",
        "0, 0, 0, ek, E., error",
        "0, 0, 0, ec, ER, ok",
        "0, 0, 0, eb, EF, firing",
        "2, 0, 0, eb, EP, pending",
        "0, 0, 0, en, EN, noData",
        "0, 0, 0, beb, FE., firing",
        "0, 0, 0, enc, ENR, ok",
        "0, 0, 0, enbc, ENFR, ok",
        // the cooldown delays the next episode only
        "0, 0, 3, bcb, FRP, pending",
        "0, 0, 3, bcbb, FRPF, firing",
        "0, 0, 3, bcbc, FRP., ok",
        "0, 0, 3, bbbbcb, F...RF, firing",
        "0, 0, 9, bc, FR, ok",
        "0, 0, 9, bnb, FN., firing",
        // silences
        "0, 0, 0, B, f, firing",
        "0, 0, 0, BB, f., firing",
        "0, 0, 0, Bb, fF, firing",
        "0, 0, 0, Bbb, fF., firing",
        "0, 0, 0, Bc, fr, ok",
        "0, 0, 0, BC, fr, ok",
        "0, 0, 0, bC, FR, ok",
        "0, 0, 0, BbC, fFR, ok",
        "0, 0, 0, N, n, noData",
        "0, 0, 0, Nn, nN, noData",
        "0, 0, 0, Nc, nr, ok",
        "0, 0, 0, nBb, NfF, firing",
        "2, 0, 0, Bbb, p.F, firing"
    })
    void aSeriesGoesThroughItsLife(int waiting, int keep, int cooldown, String inputs, String events, String state) {
        var machine = new Machine(minutes(waiting), minutes(keep), minutes(cooldown));
        var instance = Instance.FRESH;
        var at = START;
        var said = new StringBuilder();
        for (var letter : inputs.replace(" ", "").toCharArray()) {
            var step = machine.step(instance, input(letter), at, Character.isUpperCase(letter));
            said.append(letter(step));
            instance = step.instance();
            at = at.plus(minutes(1));
        }
        assertThat(said).hasToString(events);
        assertThat(instance.state().code()).isEqualTo(state);
        assertThat(instance.sequence())
                .isEqualTo(events.chars().filter(letter -> letter != '.').count());
    }

    @Test
    void whatWasAnnouncedIsOverWhenTheRuleIsRewritten() {
        var machine = new Machine(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        var firing = machine.step(Instance.FRESH, Input.BREACH, START, false).instance();

        var ended = Machine.end(firing, START.plusSeconds(1));

        assertThat(ended.event()).contains(RESOLVED);
        assertThat(ended.instance().state()).isEqualTo(State.OK);
        assertThat(ended.instance().sequence()).isEqualTo(2);
        assertThat(Machine.end(ended.instance(), START.plusSeconds(2)).event()).isEmpty();
    }

    @Test
    void anInstanceRemembersSinceWhenItIsWhereItIs() {
        var machine = new Machine(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        var states = new ArrayList<Instant>();
        var instance = Instance.FRESH;
        for (var second : List.of(0, 60, 120)) {
            instance = machine.step(instance, Input.BREACH, START.plusSeconds(second), false)
                    .instance();
            states.add(instance.since());
        }
        assertThat(states).containsOnly(START);
        assertThat(instance.firedAt()).isEqualTo(START);
    }

    private static Duration minutes(int count) {
        return Duration.ofMinutes(count);
    }

    private static Input input(char letter) {
        return switch (Character.toLowerCase(letter)) {
            case 'b' -> Input.BREACH;
            case 'c' -> Input.CLEAR;
            case 'n' -> Input.NO_DATA;
            case 'e' -> Input.ERROR;
            case 'k' -> Input.KEEP;
            default -> throw new IllegalArgumentException("no input: " + letter);
        };
    }

    private static char letter(Step step) {
        var letter = step.event().map(MachineTest::letter).orElse('.');
        return step.silenced() ? Character.toLowerCase(letter) : letter;
    }

    private static char letter(EventType type) {
        return switch (type) {
            case PENDING -> 'P';
            case FIRING -> 'F';
            case RESOLVED -> 'R';
            case NO_DATA -> 'N';
            case ERROR -> 'E';
            case WEBHOOK_DISABLED, WEBHOOK_TEST -> throw new IllegalArgumentException("not of a rule");
        };
    }
}
