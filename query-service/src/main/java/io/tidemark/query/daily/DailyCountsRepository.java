package io.tidemark.query.daily;

import io.smallrye.mutiny.Uni;
import io.tidemark.events.HomeCalendar;
import io.tidemark.platform.limit.QueryDatabase;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.range.DateRange;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/**
 * Answers questions about counts per agent and day. A day that is complete and not stale is read as a day, any other
 * from its hours, and what waits to be rolled up is added; all in one snapshot, so that no event is missed or counted
 * twice while rollers and the job work.
 */
@ApplicationScoped
public class DailyCountsRepository {

    private final QueryDatabase database;

    DailyCountsRepository(QueryDatabase database) {
        this.database = database;
    }

    public <T> Uni<List<T>> read(Inquiry inquiry, DateRange range, CountsSelect select, Function<Row, T> mapping) {
        var tenant = inquiry.tenant();
        var calendar = new HomeCalendar(tenant.timeZone());
        return database.read(tenant.id(), tx -> RolledRepository.find(
                        tx, tenant.id(), range, calendar.startOf(range.from()), calendar.endOf(range.to()))
                .map(rolled -> new CountsStatement(select, inquiry, range, calendar, rolled))
                .flatMap(statement ->
                        tx.preparedQuery(statement.sql()).mapping(mapping).execute(Tuple.from(statement.parameters())))
                .map(rows -> rows.stream().toList()));
    }
}
