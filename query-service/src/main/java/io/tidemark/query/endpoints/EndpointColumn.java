package io.tidemark.query.endpoints;

import io.tidemark.query.range.Sort;
import java.util.regex.Pattern;

/** What endpoints can be sorted by. Endpoints without any duration come with the shortest. */
enum EndpointColumn implements Sort.Column {
    CALLS("calls", "calls", "bigint", "[0-9]{1,18}"),
    ERRORS("errors", "errors", "bigint", "[0-9]{1,18}"),
    CLIENT_ERRORS("clientErrors", "client_errors", "bigint", "[0-9]{1,18}"),
    SERVER_ERRORS("serverErrors", "server_errors", "bigint", "[0-9]{1,18}"),
    AVERAGE_DURATION("averageDurationMs", "coalesce(average_ms, -1)", "numeric", "-?[0-9]{1,18}(\\.[0-9]{1,6})?"),
    P95_DURATION("p95DurationMs", "coalesce(p95_ms, -1)", "numeric", "-?[0-9]{1,18}(\\.[0-9]{1,6})?"),
    ROUTE("route", "coalesce(route, '') COLLATE \"C\"", "text", "(?s).*");

    private final String label;
    private final String sql;
    private final String sqlType;
    private final Pattern format;

    EndpointColumn(String label, String sql, String sqlType, String format) {
        this.label = label;
        this.sql = sql;
        this.sqlType = sqlType;
        this.format = Pattern.compile(format);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String sql() {
        return sql;
    }

    @Override
    public String sqlType() {
        return sqlType;
    }

    @Override
    public boolean accepts(String value) {
        return format.matcher(value).matches();
    }
}
