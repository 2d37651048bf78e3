package io.tidemark.alert.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a series of a rule stands.
 *
 * @param since the evaluation that brought it there
 * @param announced whether anything was told that has not been resolved
 * @param episode whether it fired and has not been resolved
 * @param silenced of what was announced: whether all of it was silenced
 * @param firedAt when the latest episode began; null if none ever did
 * @param sequence how many events it has had
 */
public record Instance(
        State state,
        Instant since,
        boolean announced,
        boolean episode,
        boolean silenced,
        @Nullable Instant firedAt,
        long sequence) {

    /** Where each begins. */
    public static final Instance FRESH = new Instance(State.OK, Instant.EPOCH, false, false, false, null, 0);

    Instance at(State other, Instant now) {
        return state == other ? this : new Instance(other, now, announced, episode, silenced, firedAt, sequence);
    }

    /** Something was said that will have to be resolved. */
    Instance announced(boolean quietly) {
        return new Instance(state, since, true, episode, (silenced || !announced) && quietly, firedAt, sequence + 1);
    }

    Instance fired(Instant now, boolean quietly) {
        return new Instance(state, since, true, true, quietly, now, sequence + 1);
    }

    Instance resolved() {
        return new Instance(state, since, false, false, false, firedAt, announced ? sequence + 1 : sequence);
    }

    /** Without what happened before, but for the count of events, which goes on. */
    public Instance forgotten() {
        return new Instance(State.OK, since, false, false, false, null, sequence);
    }

    Instance counted() {
        return new Instance(state, since, announced, episode, silenced, firedAt, sequence + 1);
    }
}
