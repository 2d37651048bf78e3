package io.tidemark.bench.alerts;

import io.tidemark.bench.alerts.SlotWatch.Watched;
import io.tidemark.bench.load.LoadPlan;
import io.tidemark.bench.load.LoadProcess;
import io.tidemark.bench.load.LoadResult;
import io.tidemark.bench.stage.Service;
import io.tidemark.bench.stage.ServiceProcess;
import io.tidemark.bench.stage.Stage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Creates rules and a receiver, sends events, and watches what becomes of it. */
final class AlertsBenchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(70);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration STORM = Duration.ofSeconds(20);
    private static final Duration DETECTION = Duration.ofSeconds(62);
    private static final int BATCH = 50;
    private static final int CONNECTIONS = 4;

    private final Stage stage;
    private final RuleSet rules;
    private final int minutes;
    private final int rate;

    AlertsBenchmark(Stage stage, RuleSet rules, int minutes, int rate) {
        this.stage = stage;
        this.rules = rules;
        this.minutes = minutes;
        this.rate = rate;
    }

    AlertsReport run(Map<String, String> environment, List<String> jvmOptions)
            throws IOException, InterruptedException, SQLException {
        try (var ingest = stage.start(Service.INGEST, Service.INGEST.jar(), Service.JVM_OPTIONS);
                var alert = stage.start(Service.ALERT, Service.ALERT.jar(), jvmOptions);
                var client = new AlertClient(alert.port(), stage.token());
                var receiver = new Receiver();
                var connection = stage.database().connect()) {
            var webhook = client.createWebhook(receiver.url());
            System.err.printf("Creating %,d rules over %,d questions%n", rules.rules(), rules.questions());
            for (var file : rules.files()) {
                client.importRules(file);
            }
            var first =
                    Instant.now().plus(WARM_UP).truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
            var end = first.plus(MINUTE.multipliedBy(minutes));
            System.err.printf("Sending %,d events a second; what is measured is from %s to %s%n", rate, first, end);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var load = threads.submit(() -> send(ingest.port(), Duration.between(Instant.now(), end.plus(STORM))));
                var watch = threads.submit(() -> new SlotWatch(new ScheduleTable(connection)).watch(first, minutes));
                Thread.sleep(Duration.between(Instant.now(), first));
                var observed = observe(ingest, alert, receiver, end);
                var watched = watch.get();
                var storm = new Storm(client, receiver).pass(webhook, first);
                return report(environment, load.get(), watched, observed, storm);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a part of the benchmark failed", e.getCause());
            }
        }
    }

    private record Observed(Firings firings, Usage usage) {}

    private Observed observe(ServiceProcess ingest, ServiceProcess alert, Receiver receiver, Instant end)
            throws IOException, InterruptedException, SQLException {
        try (var connection = stage.database().connect();
                var probes = new Probes(ingest.port(), stage.apiKey())) {
            var meter = new Meter(stage, alert, ingest, connection);
            var time = Duration.between(Instant.now(), end);
            var acknowledged = probes.send(rules.probes(), time.minus(DETECTION));
            Thread.sleep(Duration.between(Instant.now(), end));
            return new Observed(firings(acknowledged, receiver), meter.read());
        }
    }

    private Firings firings(List<Long> acknowledged, Receiver receiver) {
        var latency = new ArrayList<Double>();
        var afterSlot = new ArrayList<Double>();
        var missing = 0;
        var now = Instant.now();
        var nanos = System.nanoTime();
        for (int probe = 0; probe < acknowledged.size(); probe++) {
            var at = acknowledged.get(probe);
            var slot =
                    now.minusNanos(nanos - at).truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
            var dueIn = Duration.between(now, slot).toNanos() + nanos - at;
            for (var name : rules.namesOfProbe(probe)) {
                var fired = receiver.firings().get(name);
                if (fired == null) {
                    missing++;
                } else {
                    latency.add((fired - at) / 1e9);
                    afterSlot.add((fired - at - dueIn) / 1e9);
                }
            }
        }
        return new Firings(latency, afterSlot, missing);
    }

    private LoadResult send(int port, Duration time) throws IOException {
        var perSecond = (double) rate / BATCH;
        var plan = new LoadPlan((int) (time.toSeconds() * perSecond), BATCH, CONNECTIONS, 1, perSecond, true);
        try (var load = LoadProcess.start(port, stage.apiKey(), plan)) {
            return load.run();
        }
    }

    private static AlertsReport report(
            Map<String, String> environment, LoadResult load, Watched watched, Observed observed, Storm.Passed storm) {
        var firings = observed.firings();
        return new AlertsReport(
                environment,
                load,
                watched.expected(),
                watched.share(),
                Distribution.of(watched.lateness()),
                observed.usage(),
                Distribution.of(firings.latency()),
                Distribution.of(firings.afterSlot()),
                firings.missing(),
                storm.deliveries(),
                storm.perSecond());
    }
}
