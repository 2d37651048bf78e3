package io.tidemark.query.slots;

import io.smallrye.mutiny.Multi;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** So many long answers at a time in this process, for each tenant and for all together. */
public final class Slots {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final int perTenant;
    private final int inAll;
    private final String tooMany;
    private final Map<UUID, Integer> taken = new HashMap<>();

    /** Refuses with the given words what comes beyond. */
    public Slots(int perTenant, int inAll, String tooMany) {
        this.perTenant = perTenant;
        this.inAll = inAll;
        this.tooMany = tooMany;
    }

    /** The work, in a slot of the tenant until it ends in whatever way; 503 {@code OVERLOADED} if none is free. */
    public <T> Multi<T> within(UUID tenant, Supplier<Multi<T>> work) {
        return Multi.createFrom().deferred(() -> {
            if (!take(tenant)) {
                return Multi.createFrom().failure(refusal());
            }
            return work.get().onTermination().invoke(() -> free(tenant));
        });
    }

    /** Throws 503 {@code OVERLOADED} if no slot of the tenant is free. */
    public synchronized void check(UUID tenant) {
        if (!isFree(tenant)) {
            throw refusal();
        }
    }

    private synchronized boolean take(UUID tenant) {
        var free = isFree(tenant);
        if (free) {
            taken.merge(tenant, 1, Integer::sum);
        }
        return free;
    }

    private synchronized void free(UUID tenant) {
        taken.computeIfPresent(tenant, (same, own) -> own > 1 ? own - 1 : null);
    }

    private boolean isFree(UUID tenant) {
        return taken.getOrDefault(tenant, 0) < perTenant
                && taken.values().stream().mapToInt(Integer::intValue).sum() < inAll;
    }

    private ProblemException refusal() {
        return ProblemException.retryLater(ProblemType.OVERLOADED, tooMany, RETRY_AFTER);
    }
}
