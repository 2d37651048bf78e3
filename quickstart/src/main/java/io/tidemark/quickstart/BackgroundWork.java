package io.tidemark.quickstart;

import io.tidemark.quickstart.backend.OidcProvider;
import io.tidemark.quickstart.process.StartupException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What goes on while the installation runs: the nightly jobs, and tokens that must not expire in the file. */
final class BackgroundWork {

    private static final LocalTime NIGHT = LocalTime.of(0, 5);
    private static final Duration TOKEN_RENEWAL = OidcProvider.VALIDITY.dividedBy(2);
    // Short, so that a machine that slept notices soon what it missed.
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final ServiceStartup services;
    private final Runnable renewTokens;
    private final BooleanSupplier stopping;
    private final Consumer<String> progress;

    BackgroundWork(ServiceStartup services, Runnable renewTokens, BooleanSupplier stopping, Consumer<String> progress) {
        this.services = services;
        this.renewTokens = renewTokens;
        this.stopping = stopping;
        this.progress = progress;
    }

    void start() {
        Thread.ofVirtual().name("background").start(this::run);
    }

    /** Does what is due by now, and then again every night. */
    private void run() {
        try {
            runJobs();
            var now = Instant.now();
            var night = nextNight(now);
            var renewal = now.plus(TOKEN_RENEWAL);
            while (!stopping.getAsBoolean()) {
                Thread.sleep(LOOK);
                now = Instant.now();
                if (now.isAfter(night)) {
                    runJobs();
                    night = nextNight(now);
                }
                if (now.isAfter(renewal)) {
                    renewTokens.run();
                    renewal = now.plus(TOKEN_RENEWAL);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Instant nextNight(Instant now) {
        var utc = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        var tonight = utc.with(NIGHT);
        return (tonight.isAfter(utc) ? tonight : tonight.plusDays(1)).toInstant();
    }

    /** Days are made before what they are made of may go. */
    private void runJobs() throws InterruptedException {
        for (var command : List.of("aggregate", "retention")) {
            runJob(command);
        }
    }

    /** A failure is told; the next night catches up by itself. */
    private void runJob(String command) throws InterruptedException {
        try {
            if (!services.runJob(command) && !stopping.getAsBoolean()) {
                progress.accept("the nightly job '" + command + "' failed; see the log aggregation-job.log");
            }
        } catch (IOException | StartupException e) {
            if (!stopping.getAsBoolean()) {
                progress.accept("the nightly job '" + command + "' could not run: " + e.getMessage());
            }
        }
    }
}
