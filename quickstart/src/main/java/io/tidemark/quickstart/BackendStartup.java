package io.tidemark.quickstart;

import io.tidemark.quickstart.backend.OidcProvider;
import io.tidemark.quickstart.backend.PostgresBinaries;
import io.tidemark.quickstart.backend.PostgresServer;
import io.tidemark.quickstart.backend.RedisServer;
import io.tidemark.quickstart.install.DataDirectory;
import io.tidemark.quickstart.install.Identity;
import io.tidemark.quickstart.install.PrivateFiles;
import io.tidemark.quickstart.process.Readiness;
import io.tidemark.quickstart.process.StartupException;
import io.tidemark.quickstart.process.Supervisor;
import io.tidemark.quickstart.service.Backends;
import io.tidemark.quickstart.service.HealthCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Starts what the services stand on. */
final class BackendStartup {

    private final DataDirectory directory;
    private final Identity identity;
    private final Supervisor supervisor;
    private final Readiness readiness;

    BackendStartup(DataDirectory directory, Identity identity, Supervisor supervisor) {
        this.directory = directory;
        this.identity = identity;
        this.supervisor = supervisor;
        this.readiness = new Readiness(supervisor);
    }

    /** Starts the three at the same time. */
    Backends startAll() throws StartupException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var postgres = threads.submit(this::postgres);
            var redis = threads.submit(this::redis);
            var oidc = threads.submit(this::oidc);
            return new Backends(postgres.get(), redis.get(), oidc.get());
        } catch (ExecutionException e) {
            throw StartupException.because(e.getCause());
        }
    }

    private OidcProvider oidc() throws IOException, StartupException {
        var oidc = OidcProvider.start(directory.signingKey(), identity.port(OidcProvider.NAME));
        // Its first answer takes longer than services wait for one.
        if (!new HealthCheck().isDiscoverable(oidc.issuer())) {
            throw new StartupException("the OIDC provider does not answer at " + oidc.issuer());
        }
        return oidc;
    }

    private RedisServer redis() throws IOException, StartupException, InterruptedException {
        var redis = new RedisServer(
                directory.programs(),
                directory.redis(),
                identity.port(RedisServer.NAME),
                directory.log(RedisServer.NAME));
        var program = redis.program();
        supervisor.keepRunning(program);
        readiness.await(program, redis::answers);
        return redis;
    }

    private PostgresServer postgres() throws IOException, StartupException, InterruptedException {
        var postgres = new PostgresServer(
                PostgresBinaries.unpack(directory.programs()),
                directory.postgres(),
                identity.port(PostgresServer.NAME),
                identity.postgresPassword(),
                directory.log(PostgresServer.NAME));
        if (!postgres.isInitialised()) {
            initialise(postgres);
        }
        var program = postgres.program();
        supervisor.keepRunning(program);
        readiness.await(program, postgres::answers);
        prepare(postgres);
        return postgres;
    }

    /** Made beside its place and moved there when complete: an interrupted one is begun anew. */
    private void initialise(PostgresServer postgres) throws IOException, StartupException, InterruptedException {
        var target = directory.postgres().resolveSibling("postgres.new");
        var passwordFile = directory.postgres().resolveSibling("postgres.password");
        delete(target);
        PrivateFiles.write(passwordFile, identity.postgresPassword());
        try {
            var program = postgres.initialisation(target, passwordFile);
            if (supervisor.run(program) != 0) {
                throw Readiness.failure(program, "failed");
            }
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(target, directory.postgres());
    }

    private static void prepare(PostgresServer postgres) throws StartupException {
        try {
            postgres.ensureDatabase();
        } catch (SQLException e) {
            throw new StartupException("PostgreSQL refuses to make the database: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
