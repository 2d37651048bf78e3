package io.tidemark.alert.state;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads and writes where series of rules stand. Those that were never anything but ok have no row. */
@ApplicationScoped
public class StateRepository {

    StateRepository() {}

    /** Of these rules, by series. */
    public Uni<List<StateRow>> find(SqlConnection tx, UUID tenant, Collection<UUID> rules) {
        if (rules.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return tx.preparedQuery("""
                SELECT rule_id, series, state, since, announced, episode, silenced, fired_at, sequence, value, detail
                  FROM alert_state
                 WHERE tenant_id = $1
                   AND rule_id = ANY ($2)
                 ORDER BY rule_id, series
                """)
                .mapping(StateRepository::row)
                .execute(Tuple.of(tenant, rules.toArray(UUID[]::new)))
                .map(rows -> rows.stream().toList());
    }

    /** Writes rows, new or changed. */
    public Uni<Void> save(SqlConnection tx, UUID tenant, List<StateRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var parameters = Tuple.of(tenant);
        add(parameters, rows, StateRow::rule, UUID[]::new);
        add(parameters, rows, StateRow::series, String[]::new);
        add(parameters, rows, row -> row.instance().state().code(), String[]::new);
        add(parameters, rows, row -> utc(row.instance().since()), OffsetDateTime[]::new);
        add(parameters, rows, row -> row.instance().announced(), Boolean[]::new);
        add(parameters, rows, row -> row.instance().episode(), Boolean[]::new);
        add(parameters, rows, row -> row.instance().silenced(), Boolean[]::new);
        add(parameters, rows, row -> utc(row.instance().firedAt()), OffsetDateTime[]::new);
        add(parameters, rows, row -> row.instance().sequence(), Long[]::new);
        add(parameters, rows, StateRow::value, Double[]::new);
        add(parameters, rows, StateRow::detail, String[]::new);
        return tx.preparedQuery("""
                INSERT INTO alert_state AS s (tenant_id, rule_id, series, state, since, announced, episode, silenced,
                                              fired_at, sequence, value, detail)
                SELECT $1, r.*
                  FROM unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::boolean[], $7::boolean[],
                              $8::boolean[], $9::timestamptz[], $10::bigint[], $11::float8[], $12::text[]) AS r
                    ON CONFLICT (tenant_id, rule_id, series) DO UPDATE
                   SET state = excluded.state, since = excluded.since, announced = excluded.announced,
                       episode = excluded.episode, silenced = excluded.silenced, fired_at = excluded.fired_at,
                       sequence = excluded.sequence, value = excluded.value, detail = excluded.detail
                """).execute(parameters).replaceWithVoid();
    }

    /** Forgets a rule. */
    public Uni<Void> delete(SqlConnection tx, UUID tenant, UUID rule) {
        return tx.preparedQuery("DELETE FROM alert_state WHERE tenant_id = $1 AND rule_id = $2")
                .execute(Tuple.of(tenant, rule))
                .replaceWithVoid();
    }

    private static StateRow row(Row row) {
        var fired = row.getOffsetDateTime("fired_at");
        return new StateRow(
                row.getUUID("rule_id"),
                row.getString("series"),
                new Instance(
                        State.of(row.getString("state")),
                        row.getOffsetDateTime("since").toInstant(),
                        row.getBoolean("announced"),
                        row.getBoolean("episode"),
                        row.getBoolean("silenced"),
                        fired == null ? null : fired.toInstant(),
                        row.getLong("sequence")),
                row.getDouble("value"),
                row.getString("detail"));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static <T extends @Nullable Object> void add(
            Tuple parameters, List<StateRow> rows, Function<StateRow, T> column, IntFunction<T[]> array) {
        parameters.addValue(rows.stream().map(column).toArray(array));
    }
}
