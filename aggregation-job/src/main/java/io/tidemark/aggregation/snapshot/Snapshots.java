package io.tidemark.aggregation.snapshot;

import io.tidemark.aggregation.run.Failures;
import io.tidemark.catalogue.plan.RetentionFloors;
import io.tidemark.catalogue.plan.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.ToLongBiFunction;

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
        for (var tenant : repository.listTenants()) {
            try {
                taken += take(tenant, ZoneId.of(tenant.timeZone()), now);
            } catch (RuntimeException e) {
                failures.add("snapshots", tenant.id(), null, e);
            }
        }
        return taken;
    }

    private int take(SnapshotTenant tenant, ZoneId zone, Instant now) {
        var taken = 0;
        for (var type : SnapshotType.values()) {
            var scope = new Scope(tenant.id(), zone, floors(now), Optional.empty(), now);
            var from = type.first(zone, now.minus(config.history()), tenant.hoursFrom());
            var snapshots = repository.read(scope, reader -> new SnapshotTaking(reader, type, zone).take(from, now));
            if (!snapshots.isEmpty()) {
                repository.store(tenant.id(), type, snapshots);
            }
            taken += snapshots.size();
        }
        return taken;
    }

    /** How many are older than they are kept. */
    public long countExpired(Instant now) {
        return expired(now, repository::countExpired);
    }

    /** Deletes those that are older than they are kept; answers how many there were. */
    public long expire(Instant now) {
        return expired(now, repository::deleteExpired);
    }

    private long expired(Instant now, ToLongBiFunction<SnapshotType, Instant> work) {
        return work.applyAsLong(SnapshotType.HOURLY, now.minus(config.hourlyRetention()))
                + work.applyAsLong(SnapshotType.DAILY, now.minus(config.longRetention()))
                + work.applyAsLong(SnapshotType.WEEKLY, now.minus(config.longRetention()));
    }

    /** Hours and days are all that is needed. */
    private RetentionFloors floors(Instant now) {
        var week = config.history().plusDays(7);
        return RetentionFloors.of(now, config.history(), config.history(), week, week);
    }
}
