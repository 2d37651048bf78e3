package io.tidemark.aggregation.retention;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds partitions and drops those that nobody needs. */
@ApplicationScoped
class ExpiryRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final String LIST = """
            SELECT c.relname AS name,
                   rpad(substring(c.relname FROM '[0-9]+$'), 8, '01') AS first_day,
                   coalesce(pg_total_relation_size(c.oid), 0) AS bytes
              FROM pg_inherits AS i
              JOIN pg_class AS c ON c.oid = i.inhrelid
             WHERE i.inhparent = to_regclass('public.' || $1)
             ORDER BY 2
            """;

    private static final String EXPIRE = """
            SELECT expire_partition($1, $2) AS expiry
            """;

    private static final String REHEARSE = """
            SELECT coalesce(partition_in_use($1, $2), 'dropped') AS expiry
            """;

    private static final String LIST_BACKFILLED = """
            SELECT day
              FROM backfilled_day
             WHERE last_used > now() - interval '48 hours'
            """;

    private static final String FORGET_BACKFILLED = """
            DELETE FROM backfilled_day
             WHERE last_used <= now() - interval '48 hours'
            """;

    private final Pool pool;

    ExpiryRepository(Pool pool) {
        this.pool = pool;
    }

    /** The oldest first. */
    List<Partition> list(PartitionedTable table) {
        return pool
                .preparedQuery(LIST)
                .mapping(row -> partition(table, row))
                .execute(Tuple.of(table.table()))
                .await()
                .atMost(TIMEOUT)
                .stream()
                .toList();
    }

    /** One attempt, in a transaction of its own. */
    Expiry expire(Partition partition) {
        return answer(EXPIRE, partition);
    }

    /** What an attempt would come to. */
    Expiry rehearse(Partition partition) {
        return answer(REHEARSE, partition);
    }

    private Expiry answer(String sql, Partition partition) {
        var rows = pool.preparedQuery(sql)
                .execute(Tuple.of(partition.table().table(), partition.firstDay()))
                .await()
                .atMost(TIMEOUT);
        return Expiry.valueOf(rows.iterator().next().getString("expiry").toUpperCase(Locale.ROOT));
    }

    /** UTC days that backfill has filled within the last 48 hours. */
    Set<LocalDate> listBackfilled() {
        return pool
                .query(LIST_BACKFILLED)
                .mapping(row -> row.getLocalDate("day"))
                .execute()
                .await()
                .atMost(TIMEOUT)
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Days that backfill has not filled for 48 hours are like any other. */
    void forgetBackfilled() {
        pool.query(FORGET_BACKFILLED).execute().await().atMost(TIMEOUT);
    }

    private static Partition partition(PartitionedTable table, Row row) {
        var firstDay = LocalDate.parse(row.getString("first_day"), DateTimeFormatter.BASIC_ISO_DATE);
        return new Partition(table, row.getString("name"), firstDay, row.getLong("bytes"));
    }
}
