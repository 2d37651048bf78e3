package io.tidemark.alert.state;

import io.tidemark.alert.log.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said, by the definitions alone: it keeps no state but what was observed and said so far, and looks back over all
 * of it at every instant.
 */
final class Reference {

    record Observed(Instant at, Input input, boolean silenced) {}

    record Said(Instant at, EventType type, boolean silenced) {}

    private final Duration waiting;
    private final Duration keep;
    private final Duration cooldown;
    private final List<Observed> observed = new ArrayList<>();
    private final List<Said> said = new ArrayList<>();

    Reference(Duration waiting, Duration keep, Duration cooldown) {
        this.waiting = waiting;
        this.keep = keep;
        this.cooldown = cooldown;
    }

    /** What is said now. */
    Optional<Said> observe(Observed now) {
        observed.add(now);
        var event = event(now);
        event.ifPresent(said::add);
        return event;
    }

    private Optional<Said> event(Observed now) {
        return switch (now.input()) {
            case KEEP -> Optional.empty();
            case NO_DATA -> blind(now, EventType.NO_DATA);
            case ERROR -> blind(now, EventType.ERROR);
            case BREACH -> isEpisode() ? again(now) : breach(now);
            case CLEAR -> clear(now);
        };
    }

    /** A kind of blindness is told when it begins, and again if it was told in silence only and that is over. */
    private Optional<Said> blind(Observed now, EventType type) {
        var begins = before(now)
                .map(Observed::input)
                .filter(input -> input == now.input())
                .isEmpty();
        return begins || isQuiet() && !now.silenced() ? tell(now, type) : Optional.empty();
    }

    private Optional<Said> again(Observed now) {
        return isQuiet() && !now.silenced() ? tell(now, EventType.FIRING) : Optional.empty();
    }

    private Optional<Said> breach(Observed now) {
        var begun = beginningOfRun(now);
        var lasted = !now.at().isBefore(begun.plus(waiting));
        var cool = lastEpisodeBegan()
                .map(last -> !now.at().isBefore(last.plus(cooldown)))
                .orElse(true);
        if (lasted && cool) {
            return tell(now, EventType.FIRING);
        }
        return begun.equals(now.at()) ? tell(now, EventType.PENDING) : Optional.empty();
    }

    private Optional<Said> clear(Observed now) {
        if (open().isEmpty()
                || isEpisode() && now.at().isBefore(beginningOfRun(now).plus(keep))) {
            return Optional.empty();
        }
        return Optional.of(new Said(now.at(), EventType.RESOLVED, isQuiet()));
    }

    private static Optional<Said> tell(Observed now, EventType type) {
        return Optional.of(new Said(now.at(), type, now.silenced()));
    }

    /** Since when it has been observed without anything else in between; what does not count does not end it. */
    private Instant beginningOfRun(Observed now) {
        var begun = now.at();
        for (var each : observed.reversed()) {
            if (each.input() == now.input()) {
                begun = each.at();
            } else if (each.input() != Input.KEEP) {
                break;
            }
        }
        return begun;
    }

    private Optional<Observed> before(Observed now) {
        return observed.reversed().stream()
                .skip(1)
                .filter(each -> each.input() != Input.KEEP)
                .findFirst();
    }

    /** What has been told since the last resolution, other than that something may be coming. */
    private List<Said> open() {
        var open = new ArrayList<Said>();
        for (var each : said.reversed()) {
            if (each.type() == EventType.RESOLVED) {
                break;
            }
            if (each.type() != EventType.PENDING) {
                open.addFirst(each);
            }
        }
        return open;
    }

    private boolean isEpisode() {
        return open().stream().anyMatch(each -> each.type() == EventType.FIRING);
    }

    /** Whether nothing of what is open was told aloud, from the firing on that began the episode. */
    private boolean isQuiet() {
        var open = open();
        var firing = open.stream()
                .filter(each -> each.type() == EventType.FIRING)
                .findFirst()
                .map(open::indexOf)
                .orElse(0);
        return !open.isEmpty() && open.subList(firing, open.size()).stream().allMatch(Said::silenced);
    }

    private Optional<Instant> lastEpisodeBegan() {
        var began = Optional.<Instant>empty();
        var episode = false;
        for (var each : said) {
            if (each.type() == EventType.FIRING && !episode) {
                began = Optional.of(each.at());
                episode = true;
            } else if (each.type() == EventType.RESOLVED) {
                episode = false;
            }
        }
        return began;
    }
}
