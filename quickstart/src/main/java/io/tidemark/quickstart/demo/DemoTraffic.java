package io.tidemark.quickstart.demo;

import io.tidemark.quickstart.install.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Thirty days of history, then a trickle. The trickle is the history's own rhythm plus some more, so that there is
 * something to see; after a pause the history goes on without the extra.
 */
public final class DemoTraffic {

    private static final int DAYS = 30;
    private static final double HISTORY_PER_MINUTE = 6;
    private static final double EXTRA_PER_MINUTE = 40;
    private static final Duration STEP = Duration.ofHours(12);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final TrafficGenerator history = new TrafficGenerator(1, new Rhythm(HISTORY_PER_MINUTE));
    private final TrafficGenerator extra = new TrafficGenerator(2, new Rhythm(EXTRA_PER_MINUTE));
    private final EventSender sender;
    private final Path progressFile;
    private final Consumer<String> progress;
    private volatile Instant sent = Instant.now();

    public DemoTraffic(String baseUrl, String apiKey, Path progressFile, Consumer<String> progress) {
        this.sender = new EventSender(baseUrl, apiKey);
        this.progressFile = progressFile;
        this.progress = progress;
    }

    /** Sends the history that is missing, up to now. Deterministic ids: what was sent before adds nothing. */
    public void catchUp() throws IOException, InterruptedException {
        var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        var from = sentUntil(now);
        if (Duration.between(from, now).compareTo(STEP) > 0) {
            progress.accept("loading demo history for acme");
        }
        for (var start = from; start.isBefore(now); ) {
            var end = start.plus(STEP).isBefore(now) ? start.plus(STEP) : now;
            sender.send(between(history, start, end));
            PrivateFiles.write(progressFile, end.toString());
            start = end;
        }
        sent = now;
    }

    /** Sends live traffic from now on. */
    public void start() {
        Thread.ofVirtual().name("demo-traffic").start(this::trickle);
    }

    private void trickle() {
        try {
            while (true) {
                Thread.sleep(TICK);
                sendDue(Instant.now());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What cannot be sent now is due again at the next tick. */
    private void sendDue(Instant now) throws InterruptedException {
        try {
            var due = new ArrayList<>(between(history, sent, now));
            due.addAll(between(extra, sent, now));
            sender.send(due);
            var minute = now.truncatedTo(ChronoUnit.MINUTES);
            if (minute.isAfter(sent)) {
                PrivateFiles.write(progressFile, minute.toString());
            }
            sent = now;
        } catch (IOException e) {
            progress.accept(e.getMessage() + "; trying again");
        }
    }

    private Instant sentUntil(Instant now) throws IOException {
        var oldest = now.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .minusDays(DAYS - 1)
                .toInstant();
        if (!Files.exists(progressFile)) {
            return oldest;
        }
        var known = Instant.parse(Files.readString(progressFile));
        return known.isBefore(oldest) ? oldest : known;
    }

    private static List<DemoEvent> between(TrafficGenerator generator, Instant from, Instant to) {
        var events = new ArrayList<DemoEvent>();
        for (var minute = from.truncatedTo(ChronoUnit.MINUTES);
                minute.isBefore(to);
                minute = minute.plus(1, ChronoUnit.MINUTES)) {
            for (var event : generator.minute(minute)) {
                if (!event.time().isBefore(from) && event.time().isBefore(to)) {
                    events.add(event);
                }
            }
        }
        return events;
    }
}
