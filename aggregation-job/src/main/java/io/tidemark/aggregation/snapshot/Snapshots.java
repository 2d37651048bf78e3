package io.tidemark.aggregation.snapshot;

import io.tidemark.aggregation.run.Failures;
import io.tidemark.catalogue.plan.RetentionFloors;
import io.tidemark.catalogue.plan.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** Takes the snapshots of all tenants; one that fails does not stop the others. Doing it again changes nothing. */
@ApplicationScoped
public class Snapshots {

    private final SnapshotRepository repository;
    private final SnapshotConfig config;

    Snapshots(SnapshotRepository repository, SnapshotConfig config) {
        this.repository = repository;
        this.config = config;
    }

    /** Says how many were taken. */
    public int take(Instant now, Failures failures) {
        var taken = 0;
        for (var tenant : repository.listTenants().entrySet()) {
            try {
                taken += take(tenant.getKey(), ZoneId.of(tenant.getValue()), now);
            } catch (RuntimeException e) {
                failures.add("snapshots", tenant.getKey(), null, e);
            }
        }
        failures.attempt("old snapshots", () -> deleteExpired(now), 0);
        return taken;
    }

    private int take(UUID tenant, ZoneId zone, Instant now) {
        var taken = 0;
        for (var type : SnapshotType.values()) {
            var scope = new Scope(tenant, zone, floors(now), Optional.empty(), now);
            var snapshots = repository.read(
                    scope, reader -> new SnapshotTaking(reader, type, zone).take(now.minus(config.history()), now));
            if (!snapshots.isEmpty()) {
                repository.store(tenant, type, snapshots);
            }
            taken += snapshots.size();
        }
        return taken;
    }

    private int deleteExpired(Instant now) {
        return repository.deleteExpired(SnapshotType.HOURLY, now.minus(config.hourlyRetention()))
                + repository.deleteExpired(SnapshotType.DAILY, now.minus(config.longRetention()))
                + repository.deleteExpired(SnapshotType.WEEKLY, now.minus(config.longRetention()));
    }

    /** Hours are all that is needed, and those are kept longer than the history is. */
    private RetentionFloors floors(Instant now) {
        var week = config.history().plusDays(7);
        return RetentionFloors.of(now, config.history(), config.history(), week, week);
    }
}
