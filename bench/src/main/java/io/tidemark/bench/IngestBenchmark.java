package io.tidemark.bench;

import io.tidemark.bench.baseline.Baseline;
import io.tidemark.bench.baseline.CopyBaseline;
import io.tidemark.bench.baseline.EventRows;
import io.tidemark.bench.baseline.UnnestBaseline;
import io.tidemark.bench.load.LoadPlan;
import io.tidemark.bench.load.LoadProcess;
import io.tidemark.bench.machine.ProcessClock;
import io.tidemark.bench.machine.ProcessMemory;
import io.tidemark.bench.report.Environment;
import io.tidemark.bench.report.IngestReport;
import io.tidemark.bench.report.Median;
import io.tidemark.bench.report.Sample;
import io.tidemark.bench.report.Scenario;
import io.tidemark.bench.stage.EventTable;
import io.tidemark.bench.stage.ServiceProcess;
import io.tidemark.bench.stage.Stage;
import io.tidemark.bench.stage.WaitingBatches;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs every scenario in turn, several times over, so that a slow minute of the machine falls on all of them. */
final class IngestBenchmark {

    private final Stage stage;
    private final ServiceProcess service;
    private final Workload workload;
    private final ProcessClock serviceClock;
    private final ProcessClock postgresClock;
    private final ProcessClock ownClock =
            new ProcessClock(ProcessHandle.current().pid());

    private final Scenario batches;
    private final Scenario copy = new Scenario("COPY into a bare table", "row");
    private final Scenario unnest;
    private final Scenario singles;
    private final Scenario empties;
    private final List<Double> bytesPerEvent = new ArrayList<>();

    IngestBenchmark(Stage stage, ServiceProcess service, Workload workload) throws IOException {
        this.stage = stage;
        this.service = service;
        this.workload = workload;
        this.serviceClock = new ProcessClock(service.pid());
        this.postgresClock = new ProcessClock(stage.database().pid());
        this.batches = new Scenario(
                "POST of %,d events, %d connections".formatted(workload.batch(), workload.connections()), "event");
        this.unnest = new Scenario("JDBC UNNEST of %,d rows".formatted(workload.batch()), "row");
        this.singles = new Scenario("POST of 1 event, %d connections".formatted(Workload.SINGLE_CONNECTIONS), "event");
        this.empties = new Scenario("POST of [], %d connections".formatted(Workload.SINGLE_CONNECTIONS), "request");
    }

    IngestReport run(int runs) throws IOException, SQLException, InterruptedException {
        try (var connection = stage.database().connect()) {
            var table = new EventTable(connection);
            var rows = warmUp(connection, table);
            for (int run = 1; run <= runs; run++) {
                System.err.printf("Run %d of %d%n", run, runs);
                runAll(run, connection, table, rows);
            }
        }
        return new IngestReport(
                Environment.describe(
                        stage.database(),
                        Map.of("runs", Integer.toString(runs), "events per run", "%,d".formatted(workload.events()))),
                List.of(batches, unnest, copy, singles, empties),
                ratios(),
                ProcessMemory.peakBytes(service.pid()),
                Median.of(
                        bytesPerEvent.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** What the service stores in an unmeasured run is what the baselines write. */
    private EventRows warmUp(Connection connection, EventTable table) throws IOException, SQLException {
        System.err.println("Warming up");
        send(workload.batches(-1));
        var rows = EventRows.read(connection);
        for (var baseline : List.of(new CopyBaseline(), new UnnestBaseline(workload.batch()))) {
            write(baseline, connection, rows);
        }
        table.empty();
        for (int seed = -2; seed >= -4; seed--) {
            // One request per event runs far more code than one per batch, and it took this long to be compiled.
            send(workload.singles(seed));
            send(workload.empties());
        }
        return rows;
    }

    /** What a scenario leaves to be rolled up is rolled up before the next one begins. */
    private void runAll(int run, Connection connection, EventTable table, EventRows rows)
            throws IOException, SQLException, InterruptedException {
        var waiting = new WaitingBatches(connection);
        table.empty();
        batches.add(send(workload.batches(2L * run)));
        waiting.awaitNone();
        bytesPerEvent.add(table.bytesPerEvent());
        unnest.add(write(new UnnestBaseline(workload.batch()), connection, rows));
        copy.add(write(new CopyBaseline(), connection, rows));
        table.empty();
        singles.add(send(workload.singles(2L * run + 1)));
        waiting.awaitNone();
        empties.add(send(workload.empties()));
    }

    private Sample send(LoadPlan plan) throws IOException {
        try (var load = LoadProcess.start(service.port(), stage.apiKey(), plan)) {
            double service = serviceClock.seconds();
            double postgres = postgresClock.seconds();
            var result = load.run();
            long expected = (long) plan.requests() * plan.events();
            if (result.failed() > 0 || result.accepted() != expected) {
                throw new IOException("%d of %d events were accepted, %d requests failed: %s"
                        .formatted(result.accepted(), expected, result.failed(), result.firstFailure()));
            }
            return new Sample(
                    result.perSecond(plan.events()),
                    result.seconds(),
                    result.p50Ms(),
                    result.p99Ms(),
                    serviceClock.seconds() - service,
                    postgresClock.seconds() - postgres,
                    result.cpuSeconds());
        }
    }

    private Sample write(Baseline baseline, Connection connection, EventRows rows) throws IOException, SQLException {
        baseline.prepare(connection);
        double own = ownClock.seconds();
        double postgres = postgresClock.seconds();
        long start = System.nanoTime();
        baseline.write(connection, rows);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Sample(
                rows.size() / seconds,
                seconds,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                postgresClock.seconds() - postgres,
                ownClock.seconds() - own);
    }

    private Map<String, Double> ratios() {
        var ratios = new LinkedHashMap<String, Double>();
        ratios.put("batches / JDBC UNNEST", batches.perSecond() / unnest.perSecond());
        ratios.put("batches / COPY", batches.perSecond() / copy.perSecond());
        ratios.put("single events / empty requests", singles.perSecond() / empties.perSecond());
        return ratios;
    }
}
