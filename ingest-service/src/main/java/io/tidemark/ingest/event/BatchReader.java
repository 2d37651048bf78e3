package io.tidemark.ingest.event;

import io.tidemark.events.Event;
import io.tidemark.events.EventValidator;
import io.tidemark.events.RawEvent;
import io.tidemark.events.Validated;
import io.tidemark.events.json.Decoded;
import io.tidemark.events.json.EventReader;
import io.tidemark.events.json.Format;
import io.tidemark.ingest.visitor.DailySalts;
import io.tidemark.platform.tier.TierConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Makes events of bytes. Pure computation. */
@ApplicationScoped
class BatchReader {

    /** Objects and references of an event, beyond the characters that the body holds. */
    private static final int BYTES_PER_EVENT = 1500;

    private final EventReader reader = new EventReader();
    private final EventValidator validator = new EventValidator();
    private final IntakeConfig config;
    private final TierConfig tiers;
    private final InstantSource clock;
    private final IntakeMetrics metrics;

    BatchReader(IntakeConfig config, TierConfig tiers, InstantSource clock, IntakeMetrics metrics) {
        this.config = config;
        this.tiers = tiers;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** @throws io.tidemark.events.json.MalformedBodyException if the body as a whole cannot be read */
    Batch read(byte[] body, Format format, Sender sender, DailySalts salts) {
        var decoded = reader.read(body, format);
        var arrival = clock.instant();
        var limits = tiers.of(sender.tenant().tier());
        var firstKept = arrival.minus(limits.rawRetention());
        var oldest = sender.backfill() ? arrival.minus(limits.dayRetention()) : firstKept;
        var oldDays = new OldDays(firstKept, config.backfillDays());
        var events = new ArrayList<Event>(decoded.size());
        var rejected = new ArrayList<Rejection>();
        for (var i = 0; i < decoded.size(); i++) {
            switch (decoded.get(i)) {
                case Decoded.Unreadable(var id, var errors) -> rejected.add(Rejection.of(i, id, errors));
                case Decoded.Readable(var raw) -> {
                    switch (validator.validate(raw, arrival, oldest, salts)) {
                        case Validated.Rejected(var errors) -> rejected.add(Rejection.of(i, raw.id, errors));
                        case Validated.Accepted(var event) -> {
                            if (oldDays.admit(event)) {
                                countSkippedVisitor(raw, event, salts);
                                events.add(event);
                            } else {
                                rejected.add(Rejection.of(i, raw.id, oldDays.refusal()));
                            }
                        }
                    }
                }
            }
        }
        return new Batch(List.copyOf(events), rejected, body.length + (long) BYTES_PER_EVENT * events.size());
    }

    private void countSkippedVisitor(RawEvent raw, Event event, DailySalts salts) {
        if (raw.clientIp != null && event.caller().visitor() == null) {
            metrics.skippedVisitor(salts.skipReason(event.day()));
        }
    }
}
