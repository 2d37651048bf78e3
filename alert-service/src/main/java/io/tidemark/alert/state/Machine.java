package io.tidemark.alert.state;

import io.tidemark.alert.log.EventType;
import java.time.Duration;
import java.time.Instant;

/**
 * The life of a series of a rule. It fires once per episode, which lasts until it is resolved; being blind in between
 * does not end it. Whatever was announced is resolved, once, however much of it there was.
 *
 * <p>Silenced events are logged only. What is still wrong when the silence is over is said again, aloud; what was said
 * aloud is resolved aloud.
 *
 * @param waiting how long a breach must last before it fires
 * @param keepFiringFor how long it must be clear before it is resolved
 * @param cooldown the shortest time from one firing to the next
 */
public record Machine(Duration waiting, Duration keepFiringFor, Duration cooldown) {

    /**
     * The next step.
     *
     * @param at the instant that was evaluated, later than all before
     * @param silenced whether a silence is in force
     */
    public Step step(Instance was, Input input, Instant at, boolean silenced) {
        return switch (input) {
            case BREACH -> was.episode() ? firing(was, at, silenced) : breached(was, at, silenced);
            case CLEAR -> cleared(was, at);
            case NO_DATA -> blind(was, State.NO_DATA, EventType.NO_DATA, at, silenced);
            case ERROR -> blind(was, State.ERROR, EventType.ERROR, at, silenced);
            case KEEP -> Step.quiet(was);
        };
    }

    /** The rule is gone or rewritten: what was announced is over. */
    public static Step end(Instance was, Instant at) {
        var ended = was.at(State.OK, at).resolved();
        return was.announced() ? Step.saying(EventType.RESOLVED, ended, was.silenced()) : Step.quiet(ended);
    }

    private Step breached(Instance was, Instant at, boolean silenced) {
        var pending = was.at(State.PENDING, at);
        if (isDue(pending, at)) {
            var fired = was.at(State.FIRING, at).fired(at, silenced);
            return Step.saying(EventType.FIRING, fired, silenced);
        }
        return was.state() == State.PENDING
                ? Step.quiet(was)
                : Step.saying(EventType.PENDING, pending.counted(), silenced);
    }

    private boolean isDue(Instance pending, Instant at) {
        var fired = pending.firedAt();
        return !at.isBefore(pending.since().plus(waiting)) && (fired == null || !at.isBefore(fired.plus(cooldown)));
    }

    private static Step firing(Instance was, Instant at, boolean silenced) {
        var firing = was.at(State.FIRING, at);
        return was.silenced() && !silenced
                ? Step.saying(EventType.FIRING, firing.announced(false), false)
                : Step.quiet(firing);
    }

    private Step cleared(Instance was, Instant at) {
        var recovering = was.at(State.RECOVERING, at);
        return was.episode() && at.isBefore(recovering.since().plus(keepFiringFor))
                ? Step.quiet(recovering)
                : end(was, at);
    }

    private static Step blind(Instance was, State state, EventType event, Instant at, boolean silenced) {
        if (was.state() == state && (silenced || !was.silenced())) {
            return Step.quiet(was);
        }
        return Step.saying(event, was.at(state, at).announced(silenced), silenced);
    }
}
