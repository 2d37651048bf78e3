package io.tidemark.quickstart.backend;

import java.sql.Connection;
import java.sql.SQLException;

/** What is set up in PostgreSQL before the first migration, and the services' logins. */
public final class ServerRepository {

    private static final String DATABASE_EXISTS = """
            SELECT 1
              FROM pg_database
             WHERE datname = ?
            """;

    private static final String ROLE_EXISTS = """
            SELECT 1
              FROM pg_roles
             WHERE rolname = ?
            """;

    // These take no parameters; format() quotes what is filled in.
    private static final String CREATE_DATABASE = """
            SELECT format('CREATE DATABASE %I', ?::text)
            """;

    private static final String CREATE_LOGIN = """
            SELECT format('CREATE ROLE %I LOGIN PASSWORD %L IN ROLE %I', ?::text, ?::text, ?::text)
            """;

    private static final String RENEW_PASSWORD = """
            SELECT format('ALTER ROLE %I PASSWORD %L', ?::text, ?::text)
            """;

    private ServerRepository() {}

    static void ensureDatabase(Connection server, String name) throws SQLException {
        if (!exists(server, DATABASE_EXISTS, name)) {
            execute(server, generate(server, CREATE_DATABASE, name));
        }
    }

    static void ensureStatementStatistics(Connection database) throws SQLException {
        execute(database, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    }

    /** Lets a service log in with this password from now on, with the rights of its group role. */
    public static void ensureLogin(Connection database, Login login) throws SQLException {
        if (exists(database, ROLE_EXISTS, login.user())) {
            execute(database, generate(database, RENEW_PASSWORD, login.user(), login.password()));
        } else {
            execute(database, generate(database, CREATE_LOGIN, login.user(), login.password(), login.role()));
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String generate(Connection connection, String query, String... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
