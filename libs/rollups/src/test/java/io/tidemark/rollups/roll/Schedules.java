package io.tidemark.rollups.roll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every order in which the steps of some actors can happen. The first step of an actor that locks takes the tenant's
 * lock and its last one releases it; while another holds it, an impatient actor gives up and any other waits.
 */
final class Schedules {

    /** What an actor does: so many steps, with or without the lock. */
    enum Kind {
        FREE,
        IMPATIENT,
        PATIENT
    }

    record Actor(Kind kind, int steps) {}

    private static final int NOBODY = -1;

    private final List<Actor> actors;
    private final List<List<Integer>> found = new ArrayList<>();

    private Schedules(List<Actor> actors) {
        this.actors = actors;
    }

    /** Each schedule says whose step comes next; an actor that gives up takes one step. */
    static List<List<Integer>> of(Actor... actors) {
        var schedules = new Schedules(List.of(actors));
        schedules.explore(new int[actors.length], NOBODY, new ArrayList<>());
        return schedules.found;
    }

    private void explore(int[] done, int holder, List<Integer> taken) {
        var last = true;
        for (var i = 0; i < actors.size(); i++) {
            var actor = actors.get(i);
            if (done[i] < actor.steps()) {
                last = false;
                var begins = done[i] == 0 && actor.kind() != Kind.FREE;
                if (!begins || holder == NOBODY) {
                    var ends = done[i] + 1 == actor.steps();
                    var next = actor.kind() == Kind.FREE ? holder : ends ? NOBODY : i;
                    step(done, i, done[i] + 1, next, taken);
                } else if (actor.kind() == Kind.IMPATIENT) {
                    step(done, i, actor.steps(), holder, taken);
                }
            }
        }
        if (last) {
            found.add(List.copyOf(taken));
        }
    }

    private void step(int[] done, int actor, int position, int holder, List<Integer> taken) {
        var next = Arrays.copyOf(done, done.length);
        next[actor] = position;
        taken.add(actor);
        explore(next, holder, taken);
        taken.removeLast();
    }
}
