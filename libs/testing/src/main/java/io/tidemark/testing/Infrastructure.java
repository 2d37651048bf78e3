package io.tidemark.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@code @QuarkusTest} a fresh database, a Redis and an OIDC provider of its own.
 *
 * <p>Init arguments: {@code role}, the group role that the service logs in with; {@code postgres=own} for a server
 * that the test may stop.
 */
public final class Infrastructure implements QuarkusTestResourceLifecycleManager {

    private static @Nullable Infrastructure current;

    private String role = "tidemark_query";
    private boolean ownPostgres;
    private @Nullable TestDatabase database;
    private @Nullable RedisProcess redis;
    private @Nullable OidcProvider oidc;

    @Override
    public void init(Map<String, String> arguments) {
        role = arguments.getOrDefault("role", role);
        ownPostgres = "own".equals(arguments.get("postgres"));
    }

    @Override
    public Map<String, String> start() {
        var server = ownPostgres ? PostgresServer.startNew() : PostgresServer.shared();
        var newDatabase = server.createDatabase();
        var newRedis = RedisProcess.startNew();
        var newOidc = OidcProvider.startNew();
        database = newDatabase;
        redis = newRedis;
        oidc = newOidc;
        current = this;
        return Map.of(
                "quarkus.datasource.reactive.url", newDatabase.reactiveUrl(),
                "quarkus.datasource.username", newDatabase.login(role),
                "quarkus.datasource.password", newDatabase.password(),
                "quarkus.redis.hosts", newRedis.url(),
                "quarkus.oidc.auth-server-url", newOidc.issuerUrl());
    }

    @Override
    public void stop() {
        if (oidc != null) {
            oidc.stop();
        }
        if (redis != null) {
            redis.stop();
        }
        if (ownPostgres && database != null) {
            database.server().stop();
        }
    }

    public static TestDatabase database() {
        return Objects.requireNonNull(current().database);
    }

    public static RedisProcess redis() {
        return Objects.requireNonNull(current().redis);
    }

    public static OidcProvider oidc() {
        return Objects.requireNonNull(current().oidc);
    }

    private static Infrastructure current() {
        return Objects.requireNonNull(current, "no test resource was started");
    }
}
