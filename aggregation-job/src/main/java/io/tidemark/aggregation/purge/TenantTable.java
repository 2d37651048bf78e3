package io.tidemark.aggregation.purge;

import java.util.Locale;

/** Tables that hold rows of a tenant, and how a batch of them is removed: $1 is the tenant, $2 the size. */
enum TenantTable {
    /** Day by day, so that a batch touches one partition. */
    EVENT("""
            DELETE FROM event
             WHERE tenant_id = $1
               AND day = (SELECT min(day)
                            FROM event
                           WHERE tenant_id = $1)
               AND id = ANY (ARRAY(SELECT e.id
                                     FROM event e
                                    WHERE e.tenant_id = $1
                                      AND e.day = (SELECT min(day)
                                                     FROM event
                                                    WHERE tenant_id = $1)
                                    LIMIT $2))
            """),

    INGEST_BATCH("""
            DELETE FROM ingest_batch
             WHERE tenant_id = $1
               AND batch_id = ANY (ARRAY(SELECT batch_id
                                           FROM ingest_batch
                                          WHERE tenant_id = $1
                                          LIMIT $2))
            """),

    ARRIVAL_ID("""
            DELETE FROM arrival_id
             WHERE tenant_id = $1
               AND id = ANY (ARRAY(SELECT id
                                     FROM arrival_id
                                    WHERE tenant_id = $1
                                    LIMIT $2))
            """),

    STALE_DAY("""
            DELETE FROM stale_day
             WHERE tenant_id = $1
               AND (day, batch_id) IN (SELECT day, batch_id
                                         FROM stale_day
                                        WHERE tenant_id = $1
                                        LIMIT $2)
            """),

    AGGREGATED_DAY("""
            DELETE FROM aggregated_day
             WHERE tenant_id = $1
               AND day = ANY (ARRAY(SELECT day
                                      FROM aggregated_day
                                     WHERE tenant_id = $1
                                     LIMIT $2))
            """),

    ROLLUP_MINUTE("""
            DELETE FROM rollup_minute
             WHERE tenant_id = $1
               AND (cube, bucket, level, id) IN (SELECT cube, bucket, level, id
                                                   FROM rollup_minute
                                                  WHERE tenant_id = $1
                                                  LIMIT $2)
            """),

    ROLLUP_HOUR("""
            DELETE FROM rollup_hour
             WHERE tenant_id = $1
               AND (cube, bucket, level, id) IN (SELECT cube, bucket, level, id
                                                   FROM rollup_hour
                                                  WHERE tenant_id = $1
                                                  LIMIT $2)
            """),

    ROLLUP_DAY("""
            DELETE FROM rollup_day
             WHERE tenant_id = $1
               AND (cube, bucket, level, id) IN (SELECT cube, bucket, level, id
                                                   FROM rollup_day
                                                  WHERE tenant_id = $1
                                                  LIMIT $2)
            """),

    HOUR_FLOOR("""
            DELETE FROM hour_floor
             WHERE tenant_id = $1
               AND $2 > 0
            """),

    DIMENSION_VALUE("""
            DELETE FROM dimension_value
             WHERE tenant_id = $1
               AND (dimension, value) IN (SELECT dimension, value
                                            FROM dimension_value
                                           WHERE tenant_id = $1
                                           LIMIT $2)
            """),

    DIMENSION_CAP("""
            DELETE FROM dimension_cap
             WHERE tenant_id = $1
               AND dimension = ANY (ARRAY(SELECT dimension
                                            FROM dimension_cap
                                           WHERE tenant_id = $1
                                           LIMIT $2))
            """),

    SNAPSHOT("""
            DELETE FROM snapshot
             WHERE tenant_id = $1
               AND (type, starts_at) IN (SELECT type, starts_at
                                           FROM snapshot
                                          WHERE tenant_id = $1
                                          LIMIT $2)
            """),

    AGENT,

    SAVED_QUERY,

    ALERT_RULE,

    ALERT_SCHEDULE,

    ALERT_STATE("""
            DELETE FROM alert_state
             WHERE tenant_id = $1
               AND (rule_id, series) IN (SELECT rule_id, series
                                           FROM alert_state
                                          WHERE tenant_id = $1
                                          LIMIT $2)
            """),

    ALERT_EVENT,

    API_DEFINITION("""
            DELETE FROM api_definition
             WHERE tenant_id = $1
               AND name = ANY (ARRAY(SELECT name
                                       FROM api_definition
                                      WHERE tenant_id = $1
                                      LIMIT $2))
            """),

    SILENCE,

    AUDIT_EVENT,

    DELIVERY_ATTEMPT("""
            DELETE FROM delivery_attempt
             WHERE tenant_id = $1
               AND (delivery_id, number) IN (SELECT delivery_id, number
                                               FROM delivery_attempt
                                              WHERE tenant_id = $1
                                              LIMIT $2)
            """),

    DELIVERY_DUE,

    DELIVERY,

    WEBHOOK_SECRET,

    WEBHOOK,

    API_KEY;

    private final String deleteBatch;

    /** Of rows that have an id. */
    TenantTable() {
        this.deleteBatch = """
                DELETE FROM %1$s
                 WHERE tenant_id = $1
                   AND id = ANY (ARRAY(SELECT id
                                         FROM %1$s
                                        WHERE tenant_id = $1
                                        LIMIT $2))
                """.formatted(table());
    }

    TenantTable(String deleteBatch) {
        this.deleteBatch = deleteBatch;
    }

    String deleteBatch() {
        return deleteBatch;
    }

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }
}
