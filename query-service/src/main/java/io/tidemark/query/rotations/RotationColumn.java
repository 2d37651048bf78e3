package io.tidemark.query.rotations;

import io.tidemark.query.range.Sort;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** What agents can be sorted by. Those that never rotated come before the earliest rotation. */
enum RotationColumn implements Sort.Column {
    NAME("agentName", "name", "text", "(?s).*"),
    ROTATIONS("rotations", "rotations", "bigint", "[0-9]{1,18}"),
    LAST_ROTATION(
            "lastRotation", "coalesce(last_rotation, DATE '0001-01-01')", "date", "[0-9]{4}-[01][0-9]-[0-3][0-9]"),
    /** All have the same number of days, so it is the order of the rotations. */
    PER_DAY("rotationsPerDay", "rotations", "bigint", "[0-9]{1,18}");

    private final String label;
    private final String sql;
    private final String sqlType;
    private final Pattern format;

    RotationColumn(String label, String sql, String sqlType, String format) {
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
        return format.matcher(value).matches() && (this != LAST_ROTATION || isDay(value));
    }

    /** Whether the calendar has the day; PostgreSQL has no year 0. */
    private static boolean isDay(String value) {
        try {
            return LocalDate.parse(value).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
