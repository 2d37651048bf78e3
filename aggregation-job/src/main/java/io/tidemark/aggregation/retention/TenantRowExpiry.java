package io.tidemark.aggregation.retention;

import io.tidemark.events.HomeCalendar;
import io.tidemark.rollups.Grain;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Removes what a tenant's tier no longer keeps and what does not go with a partition: days, and, if other tiers keep
 * them for longer, events, minutes and hours.
 */
@ApplicationScoped
class TenantRowExpiry {

    /** What goes in one transaction. */
    private static final Duration SLICE = Duration.ofDays(1);

    private static final int DAYS = 31;

    private final KeptTenantRepository tenants;
    private final OldEventRepository events;
    private final OldCellRepository cells;
    private final ExpiryRepository partitions;
    private final RetentionConfig config;

    TenantRowExpiry(
            KeptTenantRepository tenants,
            OldEventRepository events,
            OldCellRepository cells,
            ExpiryRepository partitions,
            RetentionConfig config) {
        this.tenants = tenants;
        this.events = events;
        this.cells = cells;
        this.partitions = partitions;
        this.config = config;
    }

    /** One tenant that fails does not stop the others. */
    void expire(Sweep sweep) {
        var backfilled = partitions.listBackfilled();
        for (var tenant : tenants.list()) {
            try {
                var own = sweep.of(tenant.tier());
                expireEvents(tenant, own, sweep, backfilled);
                expireCells(Grain.MINUTE, tenant, own, sweep);
                if (!sweep.unreleased().contains(tenant.id())) {
                    expireCells(Grain.HOUR, tenant, own, sweep);
                }
                expireDays(tenant, own, sweep);
            } catch (RuntimeException e) {
                sweep.failures().add("rows", tenant.id(), null, e);
            }
        }
    }

    /** What was sent by backfill may be sent again, and would be new again. */
    private void expireEvents(KeptTenant tenant, Horizon own, Sweep sweep, Set<LocalDate> backfilled) {
        var from = PartitionedTable.EVENT.firstKept(sweep.farthest());
        if (own.raw().equals(sweep.farthest().raw())) {
            return;
        }
        for (var day : events.listDays(tenant.id(), from, own.firstEventDay())) {
            if (!backfilled.contains(day)) {
                sweep.expired()
                        .add("event", sweep.dryRun() ? events.count(tenant.id(), day) : deleteEvents(tenant, day));
            }
        }
    }

    private long deleteEvents(KeptTenant tenant, LocalDate day) {
        var sum = 0L;
        int deleted;
        do {
            deleted = events.deleteBatch(tenant.id(), day, config.batchSize());
            sum += deleted;
        } while (deleted > 0);
        return sum;
    }

    private void expireCells(Grain grain, KeptTenant tenant, Horizon own, Sweep sweep) {
        var limit = own.of(grain);
        if (limit.equals(sweep.farthest().of(grain))) {
            return;
        }
        var from = PartitionedTable.of(grain)
                .firstKept(sweep.farthest())
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        cells.find(grain, tenant.id(), from, limit).ifPresent(old -> sweep.expired()
                .add(grain.table(), sweep.dryRun() ? old.rows() : deleteCells(grain, tenant, old.first(), limit)));
    }

    private long deleteCells(Grain grain, KeptTenant tenant, Instant from, Instant limit) {
        var sum = 0L;
        for (var next = from; next.isBefore(limit); next = next.plus(SLICE)) {
            var to = next.plus(SLICE);
            sum += cells.delete(grain, tenant.id(), next, to.isBefore(limit) ? to : limit);
        }
        return sum;
    }

    /** Days with their marks; then what was added to days whose hours were partly gone, which never became whole. */
    private void expireDays(KeptTenant tenant, Horizon own, Sweep sweep) {
        var calendar = new HomeCalendar(ZoneId.of(tenant.timeZone()));
        var before = firstKeptDay(calendar, own);
        var limit = calendar.startOf(before);
        var days = sweep.dryRun() ? cells.countDays(tenant.id(), before) : deleteDays(tenant, before);
        sweep.expired().add("aggregated_day", days.days());
        sweep.expired().add("rollup_day", days.cells());
        cells.find(Grain.DAY, tenant.id(), Instant.EPOCH, limit).ifPresent(old -> sweep.expired()
                .add(
                        "rollup_day",
                        sweep.dryRun()
                                ? old.rows() - days.cells()
                                : cells.delete(Grain.DAY, tenant.id(), old.first(), limit)));
    }

    private OldCellRepository.OldDays deleteDays(KeptTenant tenant, LocalDate before) {
        var sum = new OldCellRepository.OldDays(0, 0);
        OldCellRepository.OldDays deleted;
        do {
            deleted = cells.deleteDays(tenant.id(), before, DAYS);
            sum = new OldCellRepository.OldDays(sum.days() + deleted.days(), sum.cells() + deleted.cells());
        } while (deleted.days() > 0);
        return sum;
    }

    /** The first home day that is kept as a whole. */
    private static LocalDate firstKeptDay(HomeCalendar calendar, Horizon own) {
        var day = calendar.dayOf(own.day());
        return calendar.startOf(day).isBefore(own.day()) ? day.plusDays(1) : day;
    }
}
