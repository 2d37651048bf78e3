package io.tidemark.ingest.event;

import io.smallrye.mutiny.Uni;
import io.tidemark.events.json.EventReader;
import io.tidemark.events.json.Format;
import io.tidemark.events.json.MalformedBodyException;
import io.tidemark.events.json.TooManyEventsException;
import io.tidemark.ingest.visitor.DailySalts;
import io.tidemark.ingest.visitor.SaltService;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;

/** Decodes each body on the right kind of thread, and gives back its memory. */
@ApplicationScoped
class Decoding {

    private final long smallBody;
    private final SaltService salts;
    private final BatchReader reader;
    private final DecodingThreads threads;

    Decoding(IntakeConfig config, SaltService salts, BatchReader reader, DecodingThreads threads) {
        this.smallBody = config.smallBody().asLongValue();
        this.salts = salts;
        this.reader = reader;
        this.threads = threads;
    }

    Uni<Batch> decode(Body body, Format format, Sender sender) {
        var todays = salts.of(sender.tenant().id());
        var placed = body.isSmall(smallBody) ? todays : todays.emitOn(threads);
        return placed.map(known -> read(body, format, sender, known))
                .onTermination()
                .invoke(body::release);
    }

    private Batch read(Body body, Format format, Sender sender, DailySalts known) {
        try {
            return reader.read(body.decoded(), format, sender, known);
        } catch (MalformedBodyException e) {
            throw ProblemException.of(ProblemType.MALFORMED_BODY, String.valueOf(e.getMessage()));
        } catch (TooManyEventsException e) {
            throw ProblemException.of(
                    ProblemType.TOO_MANY_EVENTS, "A body may have %d events.".formatted(EventReader.MAX_EVENTS));
        }
    }
}
