package io.tidemark.alert.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * When a rule is evaluated. Rules of a tenant that ask the same of the same window share it, and so the answer.
 *
 * <p>Slots lie so that windows end with a whole minute, which rollups answer without reading events; an interval of
 * several minutes leaves open which of them, and that is what spreads the work. Only intervals below a minute end
 * windows in between.
 *
 * @param schedule the id that rules share
 * @param interval in seconds
 * @param phase how many seconds slots are after multiples of the interval since 1970
 */
public record Timing(UUID schedule, int interval, int phase) {

    private static final int MINUTE = 60;

    /**
     * The timing of a rule.
     *
     * @param asked the text of what is asked: of several, any that is the same for rules that ask the same
     */
    public static Timing of(String asked, Duration window, Duration every, Duration behind) {
        var interval = (int) every.toSeconds();
        var delay = (int) behind.toSeconds();
        var key = String.join("\n", asked, window.toString(), interval + " " + delay);
        var schedule = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
        var chance = schedule.getLeastSignificantBits();
        var phase = interval % MINUTE == 0
                ? (Math.floorMod(chance, interval / MINUTE) * MINUTE + delay % MINUTE) % interval
                : Math.floorMod(chance, interval);
        return new Timing(schedule, interval, phase);
    }

    /** The newest slot up to the instant. */
    public Instant slot(Instant now) {
        return slot(now, interval, phase);
    }

    /** The newest slot up to the instant of a schedule with this interval and phase. */
    public static Instant slot(Instant now, int interval, int phase) {
        var seconds = now.getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds - phase, (long) interval));
    }

    public Duration every() {
        return Duration.ofSeconds(interval);
    }
}
