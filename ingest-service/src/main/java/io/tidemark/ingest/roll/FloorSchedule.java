package io.tidemark.ingest.roll;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenancy.Tier;
import io.tidemark.platform.tier.TierConfig;
import io.tidemark.platform.tier.TierConfig.Limits;
import io.tidemark.rollups.Grain;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;

/**
 * Raises the floors of minutes and days as time passes, so that nothing is rolled up that no tier keeps any more. Hours
 * make days: the job raises their floor once it has made those.
 */
@ApplicationScoped
class FloorSchedule {

    private final FloorRepository repository;
    private final Map<Grain, Duration> kept;

    FloorSchedule(FloorRepository repository, TierConfig tiers) {
        this.repository = repository;
        this.kept = Map.of(
                Grain.MINUTE, longest(tiers, Limits::minuteRetention),
                Grain.DAY, longest(tiers, Limits::dayRetention));
    }

    /** Runs at start, in the background, and then hourly. */
    @Scheduled(every = "1h", identity = "rollup floors")
    Uni<Void> raise() {
        return repository
                .raise(kept)
                .onFailure()
                .invoke(failure -> Log.warnf("Rollup floors were not raised, trying again later: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private static Duration longest(TierConfig tiers, Function<Limits, Duration> retention) {
        return Arrays.stream(Tier.values())
                .map(tiers::of)
                .map(retention)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
