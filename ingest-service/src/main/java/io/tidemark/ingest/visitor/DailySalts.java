package io.tidemark.ingest.visitor;

import io.tidemark.events.VisitorSalts;
import java.time.LocalDate;
import java.util.Map;

/** The salts of one tenant around now. */
public final class DailySalts implements VisitorSalts {

    /** Redis did not answer: no visitor is hashed. */
    static final DailySalts UNKNOWN = new DailySalts(Map.of(), false);

    private final Map<LocalDate, byte[]> salts;
    private final boolean known;

    private DailySalts(Map<LocalDate, byte[]> salts, boolean known) {
        this.salts = salts;
        this.known = known;
    }

    static DailySalts of(Map<LocalDate, byte[]> salts) {
        return new DailySalts(Map.copyOf(salts), true);
    }

    @Override
    @SuppressWarnings("NullAway") // Map.get answers null for a day without a salt, as the interface promises
    public byte[] saltOf(LocalDate utcDay) {
        return salts.get(utcDay);
    }

    boolean isKnown() {
        return known;
    }

    /** Why an event of the day got no visitor although it had an address. */
    public SkipReason skipReason(LocalDate utcDay) {
        if (!known) {
            return SkipReason.REDIS_AWAY;
        }
        return salts.containsKey(utcDay) ? SkipReason.BAD_ADDRESS : SkipReason.SALT_GONE;
    }
}
