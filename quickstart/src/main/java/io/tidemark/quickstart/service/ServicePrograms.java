package io.tidemark.quickstart.service;

import io.tidemark.quickstart.backend.Login;
import io.tidemark.quickstart.install.DataDirectory;
import io.tidemark.quickstart.install.Identity;
import io.tidemark.quickstart.process.Program;
import io.tidemark.quickstart.process.StartupException;
import java.util.HashMap;
import java.util.Map;

/** Says how each service is run: the same environment that a container would get. */
public final class ServicePrograms {

    private static final Map<String, String> COMMON = Map.of(
            // Otherwise the C library keeps freed memory of each thread that ever asked for some.
            "MALLOC_ARENA_MAX", "2",
            "QUARKUS_HTTP_HOST", "127.0.0.1",
            "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
            "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true",
            "QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED", "true",
            "QUARKUS_HTTP_PROXY_ENABLE_FORWARDED_HOST", "true",
            // There is no other instance that an ingress would have to turn to first.
            "QUARKUS_SHUTDOWN_DELAY", "0s",
            "TIDEMARK_OIDC_ROLE_CLAIM", "groups",
            "TIDEMARK_TIERS_PRO_INGEST_EVENTS_PER_SECOND", "0",
            "TIDEMARK_TIERS_PRO_READ_REQUESTS_PER_SECOND", "500");

    private final Applications applications;
    private final Backends backends;
    private final Identity identity;
    private final DataDirectory directory;
    private final String publicUrl;

    /** @param publicUrl where people reach all of it */
    public ServicePrograms(
            Applications applications,
            Backends backends,
            Identity identity,
            DataDirectory directory,
            String publicUrl) {
        this.applications = applications;
        this.backends = backends;
        this.identity = identity;
        this.directory = directory;
        this.publicUrl = publicUrl;
    }

    public Program program(Service service, Login login) throws StartupException {
        var environment = new HashMap<>(COMMON);
        environment.putAll(database(login));
        if (service.equals(Service.ALERT)) {
            environment.putAll(webhooks());
        }
        environment.put("QUARKUS_HTTP_PORT", port(service.httpPort()));
        environment.put("QUARKUS_MANAGEMENT_PORT", port(service.managementPort()));
        environment.put("QUARKUS_REDIS_HOSTS", backends.redis().url());
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", backends.oidc().issuer());
        return new Program(
                service.name(),
                applications.command(service.name(), service.heap()),
                environment,
                directory.log(service.name()));
    }

    /** The job that brings the schema up to date, as the database's owner. */
    public Program migration() throws StartupException {
        var postgres = backends.postgres();
        var environment = Map.of(
                "TIDEMARK_MIGRATION_JDBC_URL", postgres.jdbcUrl(),
                "TIDEMARK_MIGRATION_USERNAME", postgres.superuser(),
                "TIDEMARK_MIGRATION_PASSWORD", postgres.password());
        return job("migrate", environment);
    }

    /** A job that is due every night. */
    public Program nightly(String command, Login login) throws StartupException {
        return job(command, database(login));
    }

    private Program job(String command, Map<String, String> environment) throws StartupException {
        return new Program(
                "aggregation-job",
                applications.command("aggregation-job", "256m", command),
                environment,
                directory.log("aggregation-job"));
    }

    /** Receivers may be on this machine; elsewhere that would be a risk, so it must be accepted by name. */
    private Map<String, String> webhooks() {
        return Map.of(
                "TIDEMARK_WEBHOOK_FORMAT_PUBLIC_URL",
                publicUrl,
                "TIDEMARK_SECRETS_KEYS",
                "quickstart:" + identity.secretsKey(),
                "TIDEMARK_WEBHOOK_ENDPOINT_ALLOW_NETWORKS",
                "127.0.0.0/8,::1/128",
                "TIDEMARK_RISKS_ACCEPTED",
                "webhook-networks");
    }

    private Map<String, String> database(Login login) {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", backends.postgres().url(),
                "QUARKUS_DATASOURCE_USERNAME", login.user(),
                "QUARKUS_DATASOURCE_PASSWORD", login.password());
    }

    private String port(String server) {
        return Integer.toString(identity.port(server));
    }
}
