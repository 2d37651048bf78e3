package io.tidemark.bench.summary;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Thirty days of one tenant's events, spread evenly, all days but today aggregated; written as owner of the database. */
final class UsageHistory {

    private static final int DAYS = 30;

    private static final String LOGIN = """
            CREATE ROLE bench_query LOGIN PASSWORD 'bench' IN ROLE tidemark_query
            """;

    private static final String TENANT = """
            INSERT INTO tenant (id, slug, name, tier)
            VALUES (?, 'bench', 'Benchmark', 'enterprise')
            """;

    private static final String KEY = """
            INSERT INTO api_key (tenant_id, name, hash, hint, scopes)
            VALUES (?, 'bench', sha256(convert_to(?, 'UTF8')), 'nch', ARRAY['read'])
            """;

    private static final String PARTITIONS = """
            SELECT ensure_event_partition((now() AT TIME ZONE 'UTC')::date - d)
              FROM generate_series(0, ?) AS d
            """;

    // Today gets as many as any other day, as if it were about to end: the worst hour to ask.
    private static final String EVENTS = """
            INSERT INTO event (tenant_id, id, "time", batch_id, quantity, day, status, agent_id, duration_us, bytes_in,
                   bytes_out, visitor, type, method, api, route, path, protocol, domain, environment, consumer, user_id,
                   groups, country, request_id, trace_id, span_id)
            SELECT ?, gen_random_uuid(), d.start + (n * interval '1 day' / ?), n / 500, 1, d.day, 200,
                   md5((n %% 40)::text)::uuid, 1000 + n %% 90000, 512, 2048, hashtextextended(n::text, 0),
                   CASE n %% 50 WHEN 0 THEN 'token_issuance' WHEN 1 THEN 'token_failure' ELSE 'request' END,
                   'GET', 'orders', '/v1/orders/:id', '/v1/orders/' || n, 'http', 'api.example.com', 'prod', 'mobile-app',
                   'u-' || n %% 5000, 'shop', 'FR', uuid_send(gen_random_uuid()), uuid_send(gen_random_uuid()),
                   '\\x010203040506070809'
              FROM (SELECT day::date AS day, day AT TIME ZONE 'UTC' AS start
                      FROM generate_series((now() AT TIME ZONE 'UTC')::date - %d, (now() AT TIME ZONE 'UTC')::date, '1 day') AS day
                   ) AS d
             CROSS JOIN generate_series(0, ? - 1) AS n
            """.formatted(DAYS - 1);

    private static final String AGGREGATES = """
            INSERT INTO daily_aggregate (tenant_id, day, agent_id, events, api_calls, token_issuances, token_failures,
                   credential_rotations)
            SELECT tenant_id, day, agent_id, count(*), count(*) FILTER (WHERE type = 'request'),
                   count(*) FILTER (WHERE type = 'token_issuance'), count(*) FILTER (WHERE type = 'token_failure'), 0
              FROM event
             WHERE day < (now() AT TIME ZONE 'UTC')::date
             GROUP BY tenant_id, day, agent_id
            """;

    private static final String DONE = """
            INSERT INTO aggregated_day (tenant_id, day)
            SELECT DISTINCT tenant_id, day
              FROM daily_aggregate
            """;

    private final Connection connection;

    UsageHistory(Connection connection) {
        this.connection = connection;
    }

    /** Writes about so many events and lets the tenant read with the key. */
    void write(int events, String apiKey) throws SQLException {
        var tenant = UUID.randomUUID();
        int perDay = events / DAYS;
        execute(LOGIN);
        execute(TENANT, tenant);
        execute(KEY, tenant, apiKey);
        execute(PARTITIONS, DAYS);
        execute(EVENTS, tenant, perDay, perDay);
        execute(AGGREGATES);
        execute(DONE);
        execute("VACUUM ANALYZE");
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
