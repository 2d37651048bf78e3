package io.tidemark.ingest.visitor;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;

/** The salts with which the events of a tenant are hashed now. Redis away never delays or fails an event for long. */
@ApplicationScoped
public class SaltService {

    private static final int TENANTS = 10_000;
    private static final Duration MEMORY = Duration.ofSeconds(60);
    private static final Duration MEMORY_OF_FAILURE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration MAX_LIFE = Duration.ofHours(25);
    private static final Duration LIFE_AFTER_DAY = Duration.ofHours(1);
    private static final Duration MAX_AHEAD = Duration.ofHours(1);

    private final SaltRepository repository;
    private final InstantSource clock;
    private final AsyncCache<UUID, DailySalts> cache = Caffeine.newBuilder()
            .maximumSize(TENANTS)
            .expireAfter(
                    Expiry.creating((UUID tenant, DailySalts salts) -> salts.isKnown() ? MEMORY : MEMORY_OF_FAILURE))
            .buildAsync();

    SaltService(SaltRepository repository, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Never fails, and answers at once for a tenant that sends all the time. */
    public Uni<DailySalts> of(UUID tenant) {
        var cached = cache.get(
                tenant,
                (id, executor) -> load(id).subscribe().asCompletionStage().toCompletableFuture());
        return cached.isDone()
                ? Uni.createFrom().item(cached.join())
                : Uni.createFrom().completionStage(cached.copy());
    }

    private Uni<DailySalts> load(UUID tenant) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var latest = LocalDate.ofInstant(now.plus(MAX_AHEAD), ZoneOffset.UTC);
        return Uni.combine()
                .all()
                .unis(
                        repository.find(tenant, today.minusDays(1)),
                        findOrCreate(tenant, today),
                        latest.equals(today)
                                ? Uni.createFrom().item(Optional.<byte[]>empty())
                                : findOrCreate(tenant, latest))
                .with((yesterdays, todays, tomorrows) -> {
                    var salts = new HashMap<LocalDate, byte[]>();
                    yesterdays.ifPresent(salt -> salts.put(today.minusDays(1), salt));
                    todays.ifPresent(salt -> salts.put(today, salt));
                    tomorrows.ifPresent(salt -> salts.put(latest, salt));
                    return DailySalts.of(salts);
                })
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(failure -> Log.debugf("Visitors are skipped, Redis does not answer: %s", failure))
                .onFailure()
                .recoverWithItem(DailySalts.UNKNOWN);
    }

    private Uni<Optional<byte[]>> findOrCreate(UUID tenant, LocalDate day) {
        var end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var life = Duration.between(clock.instant(), end.plus(LIFE_AFTER_DAY));
        return repository.findOrCreate(tenant, day, life.compareTo(MAX_LIFE) < 0 ? life : MAX_LIFE);
    }
}
