package io.tidemark.quickstart.demo;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Invents the traffic of a shop's APIs, minute by minute. Pure: a minute has the same events, with the same ids,
 * whenever and however often it is asked for.
 */
final class TrafficGenerator {

    private static final double TOKENS_PER_CALL = 0.04;
    private static final double TOKEN_FAILURES = 0.03;
    private static final double NOISY_TOKEN_FAILURES = 0.45;
    private static final double NOISY_CALLS_PER_MINUTE = 2.5;
    private static final int NOISY_MINUTES = 10;
    private static final int ROTATION_DAYS = 14;
    private static final int OFFICE_OPENS = 9 * 60;
    private static final int OFFICE_MINUTES = 8 * 60;

    private final long seed;
    private final Rhythm rhythm;

    TrafficGenerator(long seed, Rhythm rhythm) {
        this.seed = seed;
        this.rhythm = rhythm;
    }

    /** The events of the minute that begins at this instant, oldest first. */
    List<DemoEvent> minute(Instant start) {
        var minute = start.truncatedTo(ChronoUnit.MINUTES).atOffset(ZoneOffset.UTC);
        var dice = new Dice(seed, minute.toEpochSecond() / 60);
        var exchanges = new Exchanges(dice);
        var events = new ArrayList<DemoEvent>();
        int calls = dice.poisson(rhythm.expected(minute));
        for (int i = 0; i < calls; i++) {
            var agent = dice.pick(Agent.ALL, candidate -> candidate.weightAt(minute));
            events.add(exchanges.request(agent, moment(minute, dice)));
        }
        addNoise(events, exchanges, dice, minute);
        addTokens(events, dice, minute);
        addRotations(events, dice, minute);
        events.sort(Comparator.comparing(DemoEvent::time));
        return events;
    }

    /** Each full hour the noisy agent asks for everything again. */
    private static void addNoise(List<DemoEvent> events, Exchanges exchanges, Dice dice, OffsetDateTime minute) {
        int calls = minute.getMinute() < NOISY_MINUTES ? dice.poisson(NOISY_CALLS_PER_MINUTE) : 0;
        for (int i = 0; i < calls; i++) {
            events.add(exchanges.noise(moment(minute, dice)));
        }
    }

    private static void addTokens(List<DemoEvent> events, Dice dice, OffsetDateTime minute) {
        int tokens = dice.poisson(events.size() * TOKENS_PER_CALL);
        for (int i = 0; i < tokens; i++) {
            var agent = dice.pick(Agent.ALL, candidate -> candidate.weightAt(minute));
            boolean fails = dice.chance(agent.equals(Agent.NOISY) ? NOISY_TOKEN_FAILURES : TOKEN_FAILURES);
            var failure = fails ? new DemoEvent.Failure("invalid_client", "Client secret has expired", "auth") : null;
            var type = fails ? DemoEvent.TOKEN_FAILURE : DemoEvent.TOKEN_ISSUANCE;
            events.add(new DemoEvent(dice.uuid(), type, moment(minute, dice), agent, null, failure));
        }
    }

    /** Every agent's credentials are rotated each second week, in office hours, on a day of its own. */
    private static void addRotations(List<DemoEvent> events, Dice dice, OffsetDateTime minute) {
        long day = minute.toLocalDate().toEpochDay();
        int minuteOfDay = minute.getHour() * 60 + minute.getMinute();
        for (var agent : Agent.ALL) {
            int own = Math.floorMod(agent.name().hashCode(), ROTATION_DAYS * OFFICE_MINUTES);
            if (Math.floorMod(day, ROTATION_DAYS) == own / OFFICE_MINUTES
                    && minuteOfDay == OFFICE_OPENS + own % OFFICE_MINUTES) {
                events.add(new DemoEvent(
                        dice.uuid(), DemoEvent.CREDENTIAL_ROTATION, moment(minute, dice), agent, null, null));
            }
        }
    }

    private static Instant moment(OffsetDateTime minute, Dice dice) {
        return minute.toInstant().plus(dice.below(60_000_000), ChronoUnit.MICROS);
    }
}
