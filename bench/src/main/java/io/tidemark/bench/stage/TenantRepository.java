package io.tidemark.bench.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;

/** Sets up the tenant that sends, and the login of the service, as owner of the database. */
final class TenantRepository {

    private static final String CREATE_LOGIN = """
            CREATE ROLE bench_ingest LOGIN PASSWORD 'bench' IN ROLE tidemark_ingest
            """;

    private static final String INSERT_TENANT = """
              WITH sender AS (INSERT INTO tenant (slug, name, tier)
                              VALUES ('bench', 'Benchmark', 'pro')
                              RETURNING id)
            INSERT INTO api_key (tenant_id, name, hash, hint, scopes)
            SELECT id, 'bench', ?, ?, ARRAY['ingest']
              FROM sender
            """;

    private final Connection connection;

    TenantRepository(Connection connection) {
        this.connection = connection;
    }

    void createLogin() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(CREATE_LOGIN);
        }
    }

    void insertTenant(String apiKey) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT_TENANT)) {
            statement.setBytes(1, sha256(apiKey));
            statement.setString(2, apiKey.substring(apiKey.length() - 4));
            statement.executeUpdate();
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
