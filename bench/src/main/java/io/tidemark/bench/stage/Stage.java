package io.tidemark.bench.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import redis.embedded.RedisServer;

/** PostgreSQL and Redis with one tenant, in a directory of their own, and the services that work on them. */
public final class Stage implements AutoCloseable {

    private static final String SECRETS_KEY =
            "bench:" + Base64.getEncoder().encodeToString("a benchmark has no real secrets!".getBytes(US_ASCII));

    private final Path directory;
    private final Database database;
    private final RedisServer redis;
    private final int redisPort;
    private final UUID tenant;
    private final String apiKey;
    private final Credentials credentials = new Credentials();

    private Stage(Path directory, Database database, RedisServer redis, int redisPort, UUID tenant, String apiKey) {
        this.directory = directory;
        this.database = database;
        this.redis = redis;
        this.redisPort = redisPort;
        this.tenant = tenant;
        this.apiKey = apiKey;
    }

    /** Starts everything but the services below the directory, where the services' logs will go too. */
    public static Stage start(Path directory) throws IOException, SQLException {
        var database = Database.start(directory);
        int redisPort = Ports.free();
        var redis = RedisServer.newRedisServer()
                .port(redisPort)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        redis.start();
        var apiKey = newKey();
        try (var connection = database.connect()) {
            var tenants = new TenantRepository(connection);
            tenants.createLogins();
            var stage = new Stage(directory, database, redis, redisPort, tenants.insertTenant(apiKey), apiKey);
            // Ctrl-C leaves no process behind.
            Runtime.getRuntime().addShutdownHook(new Thread(stage::close));
            return stage;
        }
    }

    /** Starts a service and waits until it is ready; the caller stops it. */
    public ServiceProcess start(Service service, Path jar, List<String> jvmOptions)
            throws IOException, InterruptedException {
        return ServiceProcess.start(jar, jvmOptions, environment(service), log(service));
    }

    /** Runs the nightly job; returns how long that took, the start of its process included. */
    public Duration runJob(Path jar, List<String> jvmOptions) throws IOException, InterruptedException {
        long start = System.nanoTime();
        ServiceProcess.run(jar, jvmOptions, List.of("aggregate"), environment(Service.JOB), log(Service.JOB));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Map<String, String> environment(Service service) {
        return Map.ofEntries(
                entry("QUARKUS_DATASOURCE_REACTIVE_URL", database.url()),
                entry("QUARKUS_DATASOURCE_USERNAME", service.login()),
                entry("QUARKUS_DATASOURCE_PASSWORD", TenantRepository.PASSWORD),
                entry("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + redisPort),
                entry("QUARKUS_OIDC_PUBLIC_KEY", credentials.publicKey()),
                entry("TIDEMARK_SECRETS_KEYS", SECRETS_KEY),
                // Receivers are on this machine.
                entry("TIDEMARK_WEBHOOK_ENDPOINT_ALLOW_NETWORKS", "127.0.0.0/8"),
                entry("TIDEMARK_RISKS_ACCEPTED", "webhook-networks"),
                entry("TIDEMARK_TIERS_ENTERPRISE_INGEST_EVENTS_PER_SECOND", "0"),
                entry("TIDEMARK_TIERS_ENTERPRISE_READ_REQUESTS_PER_SECOND", "0"));
    }

    private Path log(Service service) {
        return directory.resolve(service.module() + ".log");
    }

    private static String newKey() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return "tmk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public Database database() {
        return database;
    }

    public UUID tenant() {
        return tenant;
    }

    public String apiKey() {
        return apiKey;
    }

    /** A token of somebody who may write alert rules. */
    public String token() {
        return credentials.token(tenant);
    }

    /** Stops everything; again, it does nothing. */
    @Override
    public synchronized void close() {
        try {
            redis.stop();
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
