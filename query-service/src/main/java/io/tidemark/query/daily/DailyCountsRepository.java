package io.tidemark.query.daily;

import io.smallrye.mutiny.Uni;
import io.tidemark.events.HomeCalendar;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.query.range.DateRange;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * Answers questions about counts per agent and day. A day that is aggregated and not stale is read from its
 * aggregate, any other from events; both in one snapshot, so that no event is missed or counted twice while the job
 * runs.
 */
@ApplicationScoped
public class DailyCountsRepository {

    private static final String CLEAN_DAYS = """
            SELECT d.day
              FROM aggregated_day d
             WHERE d.tenant_id = $1
               AND d.day BETWEEN $2 AND $3
               AND NOT EXISTS (SELECT
                                 FROM stale_day s
                                WHERE s.tenant_id = d.tenant_id
                                  AND s.day = d.day)
            """;

    private final TenantDatabase database;

    DailyCountsRepository(TenantDatabase database) {
        this.database = database;
    }

    public <T> Uni<List<T>> read(Tenant tenant, DateRange range, CountsSelect select, Function<Row, T> mapping) {
        var calendar = new HomeCalendar(tenant.timeZone());
        return database.read(tenant.id(), tx -> findLiveDays(tx, tenant.id(), range)
                .map(days -> LiveSpan.covering(days, calendar))
                .map(live -> new CountsStatement(select, tenant.id(), range, live))
                .flatMap(statement ->
                        tx.preparedQuery(statement.sql()).mapping(mapping).execute(Tuple.from(statement.parameters())))
                .map(rows -> rows.stream().toList()));
    }

    private static Uni<SortedSet<LocalDate>> findLiveDays(SqlConnection tx, UUID tenant, DateRange range) {
        return tx.preparedQuery(CLEAN_DAYS)
                .execute(Tuple.of(tenant, range.from(), range.to()))
                .map(rows -> {
                    var live = new TreeSet<>(range.days());
                    rows.forEach(row -> live.remove(row.getLocalDate("day")));
                    return live;
                });
    }
}
