package io.tidemark.quickstart;

import io.tidemark.quickstart.demo.DemoTraffic;
import io.tidemark.quickstart.ingress.Ingress;
import io.tidemark.quickstart.ingress.PathTable;
import io.tidemark.quickstart.install.DataDirectory;
import io.tidemark.quickstart.install.DemoTenant;
import io.tidemark.quickstart.install.Identity;
import io.tidemark.quickstart.process.ProcessLedger;
import io.tidemark.quickstart.process.Spawner;
import io.tidemark.quickstart.process.StartupException;
import io.tidemark.quickstart.process.Supervisor;
import io.tidemark.quickstart.service.Applications;
import io.tidemark.quickstart.service.Backends;
import io.tidemark.quickstart.service.ServicePrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Everything that runs on this machine: the order in which it starts, and in which it stops. */
final class Installation {

    private final Options options;
    private final Consumer<String> progress;
    private final DataDirectory directory;
    private final ProcessLedger ledger;
    private final Deaths deaths;
    private final Supervisor backends;
    private final Supervisor services;

    Installation(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
        this.directory = new DataDirectory(options.dataDirectory());
        this.ledger = new ProcessLedger(directory.processes());
        this.deaths = new Deaths(progress);
        var spawner = new Spawner();
        this.backends = new Supervisor(spawner, ledger, deaths);
        this.services = new Supervisor(spawner, ledger, deaths);
    }

    String baseUrl() {
        return "http://localhost:" + options.port();
    }

    /**
     * Returns when all of it answers, with what remains to be done from then on. The demo history is complete by
     * then: it takes some seconds, and a first look should not see half of it.
     */
    Runnable start() throws StartupException, IOException, InterruptedException {
        directory.take();
        var ingress = Ingress.listen(PathTable.load(), options.port());
        if (ledger.endLeftovers() > 0) {
            progress.accept("ended what an earlier run had left behind");
        }
        Files.deleteIfExists(directory.demoFile());
        var identity = Identity.loadOrCreate(directory.identity(), Servers.names());

        progress.accept("starting PostgreSQL, Redis and the OIDC provider");
        var started = new BackendStartup(directory, identity, backends).startAll();
        progress.accept("starting the services");
        var startup = serviceStartup(started, identity);
        startup.migrate();
        var tenants = startup.tenants();
        startup.startServices(ingress, baseUrl());

        var access = new DemoAccess(baseUrl(), directory, started.oidc(), tenants, this::pids);
        deaths.afterRestart(access::write);
        access.write();
        var background = new BackgroundWork(startup, access::write, this::isStopping, progress);
        if (!options.demo()) {
            return background::start;
        }
        var traffic = traffic(tenants.getFirst());
        traffic.catchUp();
        return () -> {
            background.start();
            traffic.start();
        };
    }

    /** Ends everything, also in the middle of a start; the services first, so that they can finish their work. */
    void stop() {
        services.stop();
        backends.stop();
    }

    boolean isStopping() {
        return services.isStopping();
    }

    private ServiceStartup serviceStartup(Backends started, Identity identity) {
        var programs = new ServicePrograms(new Applications(options.home()), started, identity, directory, baseUrl());
        return new ServiceStartup(started.postgres(), programs, identity, services);
    }

    private DemoTraffic traffic(DemoTenant tenant) {
        return new DemoTraffic(baseUrl(), tenant.apiKey(), directory.demoProgress(), progress);
    }

    private Map<String, Long> pids() {
        var pids = new LinkedHashMap<>(services.pids());
        pids.putAll(backends.pids());
        return pids;
    }
}
