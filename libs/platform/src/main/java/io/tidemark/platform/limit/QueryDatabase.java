package io.tidemark.platform.limit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.tenancy.TenantDirectory;
import io.tidemark.platform.tenancy.Tier;
import io.tidemark.platform.tier.TierConfig;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads what tenants ask about their events: of each tenant so much at a time, and each statement for so long, as its tier
 * says. One who asks much, or for what takes long, leaves connections to the others.
 */
@ApplicationScoped
public class QueryDatabase {

    /**
     * What one tenant may have.
     *
     * @param atOnce questions under way in this process; 0 is without limit
     */
    public record Allowance(int atOnce, Duration statementTimeout) {

        private static Allowance of(TierConfig.Limits limits) {
            return new Allowance(limits.concurrentQueries(), limits.statementTimeout());
        }
    }

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final TenantDatabase database;
    private final Function<UUID, Uni<Allowance>> allowances;
    private final Turns turns;

    @Inject
    QueryDatabase(
            TenantDatabase database,
            TenantDirectory tenants,
            TierConfig tiers,
            LimitConfig config,
            MeterRegistry registry) {
        this(
                database,
                tenant -> tenants.find(tenant)
                        // Whoever has been deleted meanwhile has nothing to read.
                        .map(found -> found.map(Tenant::tier).orElse(Tier.FREE))
                        .map(tier -> Allowance.of(tiers.of(tier))),
                config.queryPatience());
        Gauge.builder("tidemark.analytics.queries.waiting", turns, Turns::waiting)
                .description("Questions that wait for their turn")
                .register(registry);
    }

    public QueryDatabase(TenantDatabase database, Function<UUID, Uni<Allowance>> allowances, Duration patience) {
        this.database = database;
        this.allowances = allowances;
        this.turns = new Turns(
                patience,
                () -> ProblemException.retryLater(
                        ProblemType.RATE_LIMITED,
                        "As many questions as the tier allows at a time are under way.",
                        RETRY_AFTER));
    }

    /** Like {@link TenantDatabase#read(UUID, Function)}; fails with 429 {@code RATE_LIMITED} if its turn does not come. */
    public <T> Uni<T> read(UUID tenant, Function<SqlConnection, Uni<T>> work) {
        return read(tenant, (tx, isBegunAgain) -> work.apply(tx));
    }

    /** Like {@link TenantDatabase#read(UUID, Duration, BiFunction)}, likewise. */
    public <T> Uni<T> read(UUID tenant, BiFunction<SqlConnection, Predicate<Throwable>, Uni<T>> work) {
        return allowances
                .apply(tenant)
                .flatMap(allowance -> turns.take(
                        tenant, allowance.atOnce(), () -> database.read(tenant, allowance.statementTimeout(), work)));
    }
}
