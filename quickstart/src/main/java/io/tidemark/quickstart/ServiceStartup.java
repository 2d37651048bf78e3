package io.tidemark.quickstart;

import io.tidemark.quickstart.backend.Login;
import io.tidemark.quickstart.backend.PostgresServer;
import io.tidemark.quickstart.backend.ServerRepository;
import io.tidemark.quickstart.ingress.Ingress;
import io.tidemark.quickstart.ingress.Upstream;
import io.tidemark.quickstart.install.DemoTenant;
import io.tidemark.quickstart.install.Identity;
import io.tidemark.quickstart.install.Secrets;
import io.tidemark.quickstart.install.TenantRepository;
import io.tidemark.quickstart.process.Program;
import io.tidemark.quickstart.process.Readiness;
import io.tidemark.quickstart.process.StartupException;
import io.tidemark.quickstart.process.Supervisor;
import io.tidemark.quickstart.service.HealthCheck;
import io.tidemark.quickstart.service.Service;
import io.tidemark.quickstart.service.ServicePrograms;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Migrates the database, fills in what the demo needs, and starts the services on it. */
final class ServiceStartup {

    private final PostgresServer postgres;
    private final ServicePrograms programs;
    private final Identity identity;
    private final Supervisor supervisor;
    private final HealthCheck health = new HealthCheck();

    ServiceStartup(PostgresServer postgres, ServicePrograms programs, Identity identity, Supervisor supervisor) {
        this.postgres = postgres;
        this.programs = programs;
        this.identity = identity;
        this.supervisor = supervisor;
    }

    void migrate() throws IOException, StartupException, InterruptedException {
        var program = programs.migration();
        if (supervisor.run(program) != 0) {
            throw Readiness.failure(program, "could not migrate the database");
        }
    }

    /** The tenants, with the tiers that they have by now. */
    List<DemoTenant> tenants() throws StartupException {
        try (var connection = postgres.connect()) {
            var repository = new TenantRepository(connection);
            var tenants = new ArrayList<DemoTenant>();
            for (var tenant : identity.tenants()) {
                tenants.add(repository.ensure(tenant));
            }
            return tenants;
        } catch (SQLException e) {
            throw new StartupException("PostgreSQL refuses the demo tenants: " + e.getMessage(), e);
        }
    }

    /** Lets a group role's one member log in, with a password that is new at each start. */
    Login login(String role) throws StartupException {
        var login = new Login(role, Secrets.random());
        try (var connection = postgres.connect()) {
            ServerRepository.ensureLogin(connection, login);
            return login;
        } catch (SQLException e) {
            throw new StartupException("PostgreSQL refuses the login of " + role + ": " + e.getMessage(), e);
        }
    }

    /** Starts all services, all at once, and returns when all answer through the ingress. */
    void startServices(Ingress ingress, String baseUrl) throws IOException, StartupException, InterruptedException {
        var programs = new LinkedHashMap<Service, Program>();
        var upstreams = new LinkedHashMap<String, Upstream>();
        for (var service : Service.ALL) {
            var program = this.programs.program(service, login(service.databaseRole()));
            supervisor.keepRunning(program);
            programs.put(service, program);
            upstreams.put(service.name(), Upstream.at(identity.port(service.httpPort())));
        }
        var readiness = new Readiness(supervisor);
        for (var service : programs.keySet()) {
            int management = identity.port(service.managementPort());
            readiness.await(programs.get(service), () -> health.isReady(management));
        }
        ingress.open(upstreams);
        for (var service : programs.keySet()) {
            readiness.await(programs.get(service), () -> health.answers(baseUrl + service.probe()));
        }
    }

    /** Runs a job once and says whether it succeeded. */
    boolean runJob(String command) throws IOException, StartupException, InterruptedException {
        return supervisor.run(programs.nightly(command, login("tidemark_job"))) == 0;
    }
}
