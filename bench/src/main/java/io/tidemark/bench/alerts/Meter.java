package io.tidemark.bench.alerts;

import io.tidemark.bench.machine.ProcessClock;
import io.tidemark.bench.stage.Service;
import io.tidemark.bench.stage.ServiceProcess;
import io.tidemark.bench.stage.Stage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Measures the processor time of services and PostgreSQL from when it is made. */
final class Meter {

    private final ProcessClock alert;
    private final ProcessClock ingest;
    private final ProcessClock postgres;
    private final BackendClock backends;
    private final long begun = System.nanoTime();
    private final double alertBefore;
    private final double ingestBefore;
    private final double postgresBefore;

    Meter(Stage stage, ServiceProcess alert, ServiceProcess ingest, Connection connection)
            throws IOException, SQLException {
        this.alert = new ProcessClock(alert.pid());
        this.ingest = new ProcessClock(ingest.pid());
        this.postgres = new ProcessClock(stage.database().pid());
        this.backends = new BackendClock(connection, Service.ALERT.login());
        this.alertBefore = this.alert.seconds();
        this.ingestBefore = this.ingest.seconds();
        this.postgresBefore = postgres.seconds();
        backends.start();
    }

    /** Since then. */
    Usage read() throws SQLException {
        var seconds = (System.nanoTime() - begun) / 1e9;
        return new Usage(
                (alert.seconds() - alertBefore) / seconds,
                (ingest.seconds() - ingestBefore) / seconds,
                (postgres.seconds() - postgresBefore) / seconds,
                backends.seconds() / seconds);
    }
}
