package io.tidemark.systemtests;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A statement as {@code pg_stat_statements} shows it, with parameters in the place of constants. Of which types these
 * were it does not say, and PostgreSQL cannot always infer it.
 */
final class SentStatement {

    private static final int UNDERSTOOD = Integer.MAX_VALUE;
    private static final String UNKNOWN = "unknown";
    private static final List<String> TYPES = List.of("bigint", "text", "interval");

    /** Where only constants may stand. */
    private static final Pattern TYPED = Pattern.compile("(?i)\\b(date|interval) (\\$\\d+)");

    private static final Pattern EXTRACT = Pattern.compile("(?i)\\bextract\\((\\$\\d+) FROM");

    /** What two parts of a UNION must agree upon, so that no single type is a step ahead: numbers of cubes, and a flag. */
    private static final Map<Pattern, String> KNOWN = Map.of(
            Pattern.compile("CASE GROUPING\\(.*?END"), "integer", Pattern.compile("\\$\\d+ AS fresh"), "boolean");

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

    /** What is cast takes its type from that. */
    private static final Pattern NOT_CAST = Pattern.compile("\\$(\\d+)\\b(?!::)");

    private static final Pattern POSITION = Pattern.compile("Position: (\\d+)");
    private static final Pattern UNDETERMINED = Pattern.compile("determine data type of parameter \\$(\\d+)");

    private final String sql;
    private final List<String> types;

    SentStatement(String text) {
        sql = EXTRACT.matcher(TYPED.matcher(text).replaceAll("$2::$1")).replaceAll("date_part($1,");
        var count = parameters(sql).max().orElse(-1) + 1;
        types = new ArrayList<>(Collections.nCopies(count, UNKNOWN));
        KNOWN.forEach((place, type) -> place.matcher(sql)
                .results()
                .flatMapToInt(found -> parameters(found.group()))
                .forEach(parameter -> types.set(parameter, type)));
    }

    private static IntStream parameters(String text) {
        return PARAMETER.matcher(text).results().mapToInt(found -> Integer.parseInt(found.group(1)) - 1);
    }

    /** Gives constants types until PostgreSQL understands the whole. */
    void prepare(Connection connection) throws SQLException {
        for (var reached = attempt(connection); reached < UNDERSTOOD; ) {
            reached = advance(connection, reached);
        }
    }

    /** Tries types, first of what is nearest to where PostgreSQL gives up, and keeps the first that it gets further with. */
    private int advance(Connection connection, int reached) throws SQLException {
        for (var parameter : untyped(reached)) {
            for (var type : TYPES) {
                types.set(parameter, type);
                var further = attempt(connection);
                if (further > reached) {
                    return further;
                }
                types.set(parameter, UNKNOWN);
            }
        }
        throw new SQLException("not understood from " + sql.substring(reached));
    }

    /** Each constant has a number of its own; what is there more than once was a parameter, whose type can be inferred. */
    private List<Integer> untyped(int place) {
        var uses = parameters(sql).boxed().collect(groupingBy(parameter -> parameter, counting()));
        return NOT_CAST.matcher(sql)
                .results()
                .sorted(Comparator.comparingInt(found -> Math.abs(found.start() - place)))
                .map(found -> Integer.parseInt(found.group(1)) - 1)
                .distinct()
                .filter(parameter ->
                        uses.get(parameter) == 1 && types.get(parameter).equals(UNKNOWN))
                .toList();
    }

    /** With whatever values. */
    String execution() {
        return types.isEmpty()
                ? "EXECUTE sent"
                : "EXECUTE sent (" + String.join(", ", Collections.nCopies(types.size(), "NULL")) + ")";
    }

    /** Returns how far PostgreSQL understands the statement, which is prepared if it understands all of it. */
    private int attempt(Connection connection) throws SQLException {
        var beginning = "PREPARE sent " + (types.isEmpty() ? "" : "(" + String.join(", ", types) + ") ") + "AS ";
        try (var statement = connection.createStatement()) {
            statement.execute("DEALLOCATE ALL");
            statement.execute(beginning + sql);
            return UNDERSTOOD;
        } catch (SQLException e) {
            var message = String.valueOf(e.getMessage());
            var position = POSITION.matcher(message);
            if (position.find()) {
                return Math.max(Integer.parseInt(position.group(1)) - 1 - beginning.length(), 0);
            }
            // All else is understood; this one may be of any type.
            var parameter = UNDETERMINED.matcher(message);
            if (parameter.find()) {
                types.set(Integer.parseInt(parameter.group(1)) - 1, "text");
                return attempt(connection);
            }
            return 0;
        }
    }
}
