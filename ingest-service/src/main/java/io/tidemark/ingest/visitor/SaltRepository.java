package io.tidemark.ingest.visitor;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Salts in Redis, which alone remembers them. */
@ApplicationScoped
class SaltRepository {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ReactiveValueCommands<String, byte[]> values;

    SaltRepository(ReactiveRedisDataSource redis) {
        this.values = redis.value(byte[].class);
    }

    Uni<Optional<byte[]>> find(UUID tenant, LocalDate day) {
        return values.get(key(tenant, day)).map(Optional::ofNullable);
    }

    /** The salt of the day, made now unless another process was faster. */
    Uni<Optional<byte[]>> findOrCreate(UUID tenant, LocalDate day, Duration timeToLive) {
        return find(tenant, day)
                .flatMap(found -> found.isPresent()
                        ? Uni.createFrom().item(found)
                        : create(tenant, day, timeToLive).flatMap(created -> find(tenant, day)));
    }

    private Uni<Void> create(UUID tenant, LocalDate day, Duration timeToLive) {
        var salt = new byte[BYTES];
        RANDOM.nextBytes(salt);
        return values.set(key(tenant, day), salt, new SetArgs().nx().ex(timeToLive));
    }

    private static String key(UUID tenant, LocalDate day) {
        return "visitor-salt:" + tenant + ":" + day;
    }
}
