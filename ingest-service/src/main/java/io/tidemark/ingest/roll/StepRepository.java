package io.tidemark.ingest.roll;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.roll.Home;
import io.tidemark.rollups.roll.RollOutcome;
import io.tidemark.rollups.roll.Roller;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Rolls up a step of a tenant, on the rollers' connections. */
@ApplicationScoped
class StepRepository {

    private final Roller roller;

    StepRepository(@ReactiveDataSource("roll") Pool pool, RollConfig config) {
        this.roller = new Roller(pool, config.timeout());
    }

    Uni<RollOutcome> tryRoll(Home home, int events) {
        return roller.tryRoll(home, events);
    }

    /** Merges what steps of the tenant added, if that is due; answers whether more may be. */
    Uni<Boolean> merge(Home home, boolean busy) {
        return roller.merge(home, busy);
    }
}
