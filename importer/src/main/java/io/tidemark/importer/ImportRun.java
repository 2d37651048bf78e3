package io.tidemark.importer;

import io.tidemark.importer.event.EventIds;
import io.tidemark.importer.event.EventJson;
import io.tidemark.importer.line.LineReader;
import io.tidemark.importer.line.LogLine;
import io.tidemark.importer.send.Batch;
import io.tidemark.importer.send.Dispatcher;
import io.tidemark.importer.send.Tally;
import io.tidemark.importer.send.Tally.Malformed;
import io.tidemark.importer.source.LastLine;
import io.tidemark.importer.source.LineCutter;
import io.tidemark.importer.source.LineCutter.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a log to its end and hands its lines on in batches. */
final class ImportRun {

    private static final int SHOWN = 120;

    private final LineReader reader;
    private final EventIds ids;
    private final Tally tally;
    private final Consumer<Malformed> complaints;
    private final EventJson json = new EventJson();

    /** @param complaints is told of the first malformed lines */
    ImportRun(LineReader reader, EventIds ids, Tally tally, Consumer<Malformed> complaints) {
        this.reader = reader;
        this.ids = ids;
        this.tally = tally;
        this.complaints = complaints;
    }

    /** Returns whether a last line was left out, because it has no end yet. */
    boolean read(LineCutter lines, Dispatcher dispatcher, int batchSize) throws IOException, InterruptedException {
        var batch = new Batch(batchSize);
        byte @Nullable [] previous = null;
        boolean unfinished = false;
        for (var line = lines.next(); line != null; line = lines.next()) {
            unfinished = !line.ended() && !LastLine.isWhole(line.bytes(), previous);
            if (!unfinished) {
                read(line, batch);
            }
            previous = line.bytes();
            if (batch.isFull()) {
                if (!dispatcher.submit(batch)) {
                    return unfinished;
                }
                batch = new Batch(batchSize);
            }
        }
        if (batch.size() > 0) {
            dispatcher.submit(batch);
        }
        return unfinished;
    }

    private void read(Line line, Batch batch) throws IOException {
        long number = tally.line();
        if (line.tooLong()) {
            complain(number, line, "longer than " + LineCutter.LONGEST + " bytes");
        } else if (line.bytes().length > 0) {
            switch (reader.read(line.bytes())) {
                case LogLine.Entry(var entry) -> {
                    json.write(ids.next(line.bytes()), entry, batch.out());
                    batch.wrote(number);
                }
                case LogLine.Malformed(var reason) -> complain(number, line, reason);
            }
        }
    }

    private void complain(long number, Line line, String reason) {
        var start = new String(line.bytes(), 0, Math.min(SHOWN, line.bytes().length), StandardCharsets.UTF_8);
        // Logs hold what strangers sent: no control characters may reach the terminal.
        var malformed = new Malformed(number, reason, start.replaceAll("\\p{Cntrl}", "."));
        if (tally.malformed(malformed)) {
            complaints.accept(malformed);
        }
    }
}
