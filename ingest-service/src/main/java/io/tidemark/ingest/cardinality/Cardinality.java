package io.tidemark.ingest.cardinality;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.tidemark.events.Event;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tier.OpenDimension;
import io.tidemark.platform.tier.TierConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Holds each tenant to the distinct values that its tier allows. A value once admitted stays admitted, for every
 * process; a dimension that is full costs no statement, however many values come.
 */
@ApplicationScoped
public class Cardinality {

    private final Fingerprints fingerprints = new Fingerprints();
    private final TierConfig tiers;
    private final FoldedValues counters;
    private final Duration patience;
    private final Study study;
    private final Cache<UUID, Learning> tenants;

    Cardinality(CardinalityConfig config, TierConfig tiers, DimensionRepository repository, FoldedValues counters) {
        this.tiers = tiers;
        this.counters = counters;
        this.patience = config.patience();
        this.study = new Study(repository, fingerprints, System::nanoTime, config);
        this.tenants = Caffeine.newBuilder()
                .maximumWeight(config.memory().asLongValue())
                .weigher((UUID tenant, Learning learning) ->
                        Math.toIntExact(learning.known().bytes()))
                .build();
    }

    /** Judges the values of a request's events. */
    public Admission admit(Tenant tenant, List<Event> events) {
        counters.countMethods(events);
        var now = System.nanoTime();
        var learning = tenants.get(tenant.id(), id -> new Learning(id, new TenantValues(id, now), study));
        learning.known().rollIfDue(now);
        ToIntFunction<OpenDimension> caps = tiers.of(tenant.tier()).caps()::of;
        var judgement = judge(learning, events, caps);
        if (judgement.unknown().isEmpty()) {
            return new Admission.Settled(judgement.folded(counters));
        }
        return new Admission.Pending(answered(() -> learning.learn(judgement.unknown(), caps))
                // Weighed anew.
                .invoke(() -> tenants.put(tenant.id(), learning))
                .map(learned -> judge(learning, events, caps).folded(counters)));
    }

    private Judgement judge(Learning learning, List<Event> events, ToIntFunction<OpenDimension> caps) {
        var judgement = Judgement.of(events, learning.known(), fingerprints, System.nanoTime());
        if (!judgement.told().isEmpty()) {
            learning.tell(judgement.told(), caps);
        }
        return judgement;
    }

    /** Others wait for the same answer: giving up must not cancel it. */
    private Uni<Void> answered(Supplier<CompletableFuture<Void>> question) {
        return Uni.createFrom()
                .completionStage(() -> question.get().copy())
                .ifNoItem()
                .after(patience)
                .fail();
    }
}
