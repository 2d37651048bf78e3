package io.tidemark.bench.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import redis.embedded.RedisServer;

/** PostgreSQL, Redis and ingest-service, started for one benchmark and stopped after it. */
public final class Stage implements AutoCloseable {

    private final Database database;
    private final RedisServer redis;
    private final ServiceProcess service;
    private final String apiKey;

    private Stage(Database database, RedisServer redis, ServiceProcess service, String apiKey) {
        this.database = database;
        this.redis = redis;
        this.service = service;
        this.apiKey = apiKey;
    }

    /** Starts everything below the directory, where the service's log goes too. */
    public static Stage start(Path directory, Path serviceJar, List<String> jvmOptions)
            throws IOException, InterruptedException, SQLException {
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
            tenants.createLogin();
            tenants.insertTenant(apiKey);
        }
        var environment = environment(database.url(), "redis://127.0.0.1:" + redisPort);
        var log = directory.resolve("ingest-service.log");
        return new Stage(database, redis, ServiceProcess.start(serviceJar, jvmOptions, environment, log), apiKey);
    }

    private static Map<String, String> environment(String databaseUrl, String redisUrl) {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", databaseUrl,
                "QUARKUS_DATASOURCE_USERNAME", "bench_ingest",
                "QUARKUS_DATASOURCE_PASSWORD", "bench",
                "QUARKUS_REDIS_HOSTS", redisUrl,
                // Nobody comes with a token here.
                "QUARKUS_OIDC_AUTH_SERVER_URL", "http://127.0.0.1:1/none",
                "TIDEMARK_TIERS_PRO_INGEST_EVENTS_PER_SECOND", "0");
    }

    private static String newKey() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return "tmk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public Database database() {
        return database;
    }

    public ServiceProcess service() {
        return service;
    }

    public String apiKey() {
        return apiKey;
    }

    /** Stops everything; again, it does nothing. */
    @Override
    public synchronized void close() {
        service.close();
        try {
            redis.stop();
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
