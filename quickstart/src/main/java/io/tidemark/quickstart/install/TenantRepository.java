package io.tidemark.quickstart.install;

import java.sql.Connection;
import java.sql.SQLException;

/** Writes the demo tenants and the services' logins, as owner of the database. */
public final class TenantRepository {

    private static final String INSERT_TENANT = """
            INSERT INTO tenant (id, slug, name, tier)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String INSERT_API_KEY = """
            INSERT INTO api_key (tenant_id, name, hash, hint, scopes)
            VALUES (?, 'quickstart', ?, ?, ARRAY['ingest', 'read', 'backfill'])
            ON CONFLICT (hash) DO NOTHING
            """;

    private static final String TIER = """
            SELECT tier
              FROM tenant
             WHERE id = ?
            """;

    private final Connection connection;

    public TenantRepository(Connection connection) {
        this.connection = connection;
    }

    /** Makes the tenant and its key unless they exist; returns it with the tier that it has by now. */
    public DemoTenant ensure(DemoTenant tenant) throws SQLException {
        insertTenant(tenant);
        insertApiKey(tenant);
        return tenant.withTier(tier(tenant));
    }

    private void insertTenant(DemoTenant tenant) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT_TENANT)) {
            statement.setObject(1, tenant.id());
            statement.setString(2, tenant.slug());
            statement.setString(3, tenant.name());
            statement.setString(4, tenant.tier());
            statement.executeUpdate();
        }
    }

    private void insertApiKey(DemoTenant tenant) throws SQLException {
        var key = tenant.apiKey();
        try (var statement = connection.prepareStatement(INSERT_API_KEY)) {
            statement.setObject(1, tenant.id());
            statement.setBytes(2, Secrets.hash(key));
            statement.setString(3, key.substring(key.length() - 4));
            statement.executeUpdate();
        }
    }

    private String tier(DemoTenant tenant) throws SQLException {
        try (var statement = connection.prepareStatement(TIER)) {
            statement.setObject(1, tenant.id());
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : tenant.tier();
            }
        }
    }
}
