package io.tidemark.systemtests;

import io.tidemark.testing.Fixtures;
import io.tidemark.testing.OidcProvider;
import io.tidemark.testing.PostgresServer;
import io.tidemark.testing.RedisProcess;
import io.tidemark.testing.TestDatabase;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A PostgreSQL, a Redis and an OIDC provider of its own, and whichever services a test starts on them. */
final class Deployment implements AutoCloseable {

    final PostgresServer postgres = PostgresServer.startNew();
    final TestDatabase database = postgres.createDatabase();
    final RedisProcess redis = RedisProcess.startNew();
    final OidcProvider oidc = OidcProvider.startNew();
    final Fixtures fixtures = new Fixtures(database);

    private final String secretsKey = randomKey();
    private final Map<String, String> environment = new HashMap<>();
    private final Deque<ServiceProcess> services = new ConcurrentLinkedDeque<>();

    /** Settings of all services started from now on. */
    Deployment with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ServiceProcess ingest() {
        return start("ingest-service", "tidemark_ingest");
    }

    ServiceProcess query() {
        return start("query-service", "tidemark_query");
    }

    ServiceProcess alert() {
        return start("alert-service", "tidemark_alert");
    }

    /** Starts it with some more settings, a variable and its value each, and does not wait for it to be ready. */
    ServiceProcess launch(String module, String role, String... more) {
        var settings = settings(role);
        for (var i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        var service = new ServiceProcess(module, settings, "-Xmx256m", "-XX:+UseSerialGC");
        service.launch();
        services.push(service);
        return service;
    }

    private ServiceProcess start(String module, String role) {
        var service = new ServiceProcess(module, settings(role), "-Xmx256m", "-XX:+UseSerialGC").start();
        services.push(service);
        return service;
    }

    private Map<String, String> settings(String role) {
        var settings = new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl(),
                "QUARKUS_DATASOURCE_USERNAME", database.login(role),
                "QUARKUS_DATASOURCE_PASSWORD", database.password(),
                "QUARKUS_REDIS_HOSTS", redis.url(),
                "QUARKUS_SHUTDOWN_DELAY", "0s",
                "TIDEMARK_SECRETS_KEYS", "test:" + secretsKey,
                "QUARKUS_OIDC_AUTH_SERVER_URL", oidc.issuerUrl(),
                "TIDEMARK_TIERS_PRO_INGEST_EVENTS_PER_SECOND", "0",
                "TIDEMARK_TIERS_PRO_READ_REQUESTS_PER_SECOND", "0"));
        settings.putAll(environment);
        return settings;
    }

    private static String randomKey() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        services.forEach(ServiceProcess::terminate);
        services.forEach(ServiceProcess::close);
        oidc.stop();
        redis.stop();
        postgres.stop();
    }
}
