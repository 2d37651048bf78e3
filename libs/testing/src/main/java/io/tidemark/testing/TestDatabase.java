package io.tidemark.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One database of a test. Services log in by a role of their own; the test itself looks as superuser. */
public final class TestDatabase {

    private static final IdleConnections IDLE = new IdleConnections();

    private final PostgresServer server;
    private final String name;

    TestDatabase(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
    }

    public PostgresServer server() {
        return server;
    }

    public String jdbcUrl() {
        return server.jdbcUrl(name);
    }

    /** For the reactive client: {@code postgresql://host:port/database}. */
    public String reactiveUrl() {
        return jdbcUrl().substring("jdbc:".length());
    }

    public String superuser() {
        return "postgres";
    }

    /** The login role of a service's group role, such as {@code tidemark_query}. */
    public String login(String role) {
        return role + "_login";
    }

    /** The password of every login. */
    public String password() {
        return PostgresServer.PASSWORD;
    }

    public Connection connect() throws SQLException {
        return server.connect(name, superuser());
    }

    /** Connects as a service does, with all its restrictions. */
    public Connection connectAs(String role) throws SQLException {
        return server.connect(name, login(role));
    }

    /** Runs one statement as superuser and returns the number of rows changed. */
    public int execute(String sql, @Nullable Object... parameters) {
        return run(sql, parameters, statement -> {
            statement.execute();
            return Math.max(statement.getUpdateCount(), 0);
        });
    }

    /** Rows as maps from column to value, as superuser. */
    public List<Map<String, @Nullable Object>> query(String sql, @Nullable Object... parameters) {
        return run(sql, parameters, statement -> {
            try (var rows = statement.executeQuery()) {
                var result = new ArrayList<Map<String, @Nullable Object>>();
                while (rows.next()) {
                    result.add(row(rows));
                }
                return result;
            }
        });
    }

    /** The single number that a query answers. */
    public long number(String sql, @Nullable Object... parameters) {
        var value = query(sql, parameters).getFirst().values().iterator().next();
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("not a number: " + value);
    }

    private interface Work<T> {

        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, @Nullable Object[] parameters, Work<T> work) {
        try {
            var idle = IDLE.take(jdbcUrl());
            var connection = idle == null ? connect() : idle;
            try (var statement = prepare(connection, sql, parameters)) {
                var result = work.with(statement);
                IDLE.keep(jdbcUrl(), connection);
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object[] parameters)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static Map<String, @Nullable Object> row(ResultSet rows) throws SQLException {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
        }
        return row;
    }
}
