package io.tidemark.bench.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Sets up the tenant that sends and asks, and the logins of the services, as owner of the database. */
final class TenantRepository {

    static final String PASSWORD = "bench";

    private static final String CREATE_LOGINS = """
            CREATE ROLE bench_ingest LOGIN PASSWORD 'bench' IN ROLE tidemark_ingest;
            CREATE ROLE bench_query LOGIN PASSWORD 'bench' IN ROLE tidemark_query;
            CREATE ROLE bench_alert LOGIN PASSWORD 'bench' IN ROLE tidemark_alert;
            CREATE ROLE bench_job LOGIN PASSWORD 'bench' IN ROLE tidemark_job
            """;

    private static final String INSERT_TENANT = """
              WITH bench AS (INSERT INTO tenant (slug, name, tier)
                             VALUES ('bench', 'Benchmark', 'enterprise')
                             RETURNING id)
            INSERT INTO api_key (tenant_id, name, hash, hint, scopes)
            SELECT id, 'bench', ?, ?, ARRAY['ingest', 'read']
              FROM bench
            RETURNING tenant_id
            """;

    private final Connection connection;

    TenantRepository(Connection connection) {
        this.connection = connection;
    }

    void createLogins() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(CREATE_LOGINS);
        }
    }

    UUID insertTenant(String apiKey) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT_TENANT)) {
            statement.setBytes(1, sha256(apiKey));
            statement.setString(2, apiKey.substring(apiKey.length() - 4));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1, UUID.class);
            }
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
