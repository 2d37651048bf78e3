package io.tidemark.catalogue.plan;

import static java.util.stream.Collectors.joining;

import io.tidemark.rollups.Measure;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The one statement that reads an aggregation. Answers {@code b}, the number of the bucket; {@code t1} and so on, the key
 * as text; {@code place}, the rank, NULL for the rest; {@code groups}, how many keys there are; {@code distinct_values};
 * and the measures.
 */
final class AggregationSql {

    private final Aggregation aggregation;
    private final Parameters parameters = new Parameters();
    private final String sql;

    AggregationSql(Scope scope, Aggregation aggregation, Plan plan, Waiting waiting) {
        this.aggregation = aggregation;
        var source = new SourceSql(scope, aggregation, plan, parameters);
        this.sql = aggregation
                .top()
                .map(top -> isFolded() ? folded(top, source.all(waiting)) : ranked(top, source.all(waiting)))
                .orElseGet(() -> ordered(source.each(waiting, this::all)));
    }

    String sql() {
        return sql;
    }

    Parameters parameters() {
        return parameters;
    }

    /** Only then are keys or buckets put together, so that a distinct value may come more than once. */
    private boolean isFolded() {
        return aggregation.top().isPresent() && aggregation.bucket().isPresent();
    }

    /** Every bucket and key. */
    private String all(String cells) {
        return """
                SELECT %s%s, 0::bigint AS place, NULL::bigint AS groups, %s
                  FROM %s%s""".formatted(number(), texts(), measures(), distinct(cells), groupBy());
    }

    /** Put in order outside, or PostgreSQL would sort what is grouped for the order of the groups. */
    private String ordered(String rows) {
        return """
                SELECT *
                  FROM (%s) AS z
                 ORDER BY %sb""".formatted(rows, order());
    }

    /** The first keys. */
    private String ranked(Top top, String cells) {
        return """
                SELECT 1 AS b%s, 0::bigint AS place, count(*) OVER () AS groups, %s
                  FROM %s%s
                HAVING %s
                 ORDER BY %s
                 LIMIT %s""".formatted(
                texts(), measures(), distinct(cells), groupBy(), counts(top), rank(top), parameters.bind(top.limit()));
    }

    /** Every bucket of the first keys, and of all others together. */
    private String folded(Top top, String cells) {
        var limit = parameters.bind(top.limit());
        return """
                  WITH cell AS MATERIALIZED (
                SELECT b%1$s%2$s, %3$s
                  FROM %4$s
                 GROUP BY b%1$s%2$s),
                       ranked AS MATERIALIZED (
                SELECT row_number() OVER (ORDER BY %5$s) AS place, count(*) OVER () AS groups%1$s
                  FROM cell
                 GROUP BY %6$s)
                SELECT b%7$s, place, (SELECT max(groups) FROM ranked) AS groups, %8$s
                  FROM cell
                  LEFT JOIN (SELECT %9$s
                               FROM ranked
                              WHERE place <= %10$s) AS r ON %11$s
                 GROUP BY place, b%7$s
                 ORDER BY place, b""".formatted(
                        keys(key -> ", " + key),
                        aggregation.distinct().isPresent() ? ", d" : "",
                        sums(),
                        cells,
                        rank(top),
                        String.join(", ", keys()),
                        keys(key -> ", t" + key.substring(1)),
                        measures(),
                        "place" + keys(key -> ", " + key + " AS r" + key.substring(1)) + texts(),
                        limit,
                        keys(AggregationSql::same).substring(" AND ".length()));
    }

    /** Hashable, and NULL is like NULL. */
    private static String same(String key) {
        var other = "r" + key.substring(1);
        return " AND (%1$s IS NULL) = (%2$s IS NULL) AND coalesce(%1$s::text, '') = coalesce(%2$s::text, '')"
                .formatted(key, other);
    }

    /** Each of the different values once. */
    private String distinct(String cells) {
        return aggregation.distinct().isEmpty()
                ? cells
                : "(SELECT %s%s, d, %s\n  FROM %s%s) AS y"
                        .formatted(number(), keys(key -> ", " + key), sums(), cells, groupBy("d"));
    }

    private String measures() {
        return sums() + (aggregation.distinct().isPresent() ? ", " + different() + " AS distinct_values" : "");
    }

    private String different() {
        return AttributeSql.different(aggregation.distinct().orElseThrow(), !isFolded());
    }

    private String sums() {
        return aggregation.measures().stream()
                .map(measure -> measure.ofCells() + " AS " + measure.column())
                .collect(joining(", "));
    }

    private String rank(Top top) {
        var value = value(top);
        var direction = top.descending() ? " DESC NULLS LAST" : " ASC NULLS LAST";
        return value + direction + keys(key -> ", " + text(key) + " COLLATE \"C\" NULLS FIRST");
    }

    private String value(Top top) {
        if (aggregation.distinct().isPresent()) {
            return different();
        }
        var sum = sum(top.by());
        return top.per()
                .map(count -> "%s::float8 / nullif(%s, 0)".formatted(sum, sum(count)))
                .orElse(sum);
    }

    /** Whether there is anything to rank. */
    private String counts(Top top) {
        return (aggregation.distinct().isPresent() ? different() : sum(top.per().orElse(top.by()))) + " > 0";
    }

    private static String sum(Measure measure) {
        return "coalesce(%s, 0)".formatted(measure.ofCells());
    }

    private String order() {
        return keys(key -> "t" + key.substring(1) + " COLLATE \"C\" NULLS FIRST, ");
    }

    /** The number of the bucket. */
    private String number() {
        return aggregation.bucket().isPresent() ? "b" : "1 AS b";
    }

    /** Not by a constant in place of the bucket: to hash it for each row would take its time. */
    private String groupBy(String... more) {
        var columns = Stream.of(aggregation.bucket().map(bucket -> "b").stream(), keys().stream(), Stream.of(more))
                .flatMap(names -> names)
                .collect(joining(", "));
        return columns.isEmpty() ? "" : "\n GROUP BY " + columns;
    }

    private String texts() {
        return keys(key -> ", " + text(key) + " AS t" + key.substring(1));
    }

    private String text(String key) {
        var attribute = aggregation.groupBy().get(Integer.parseInt(key.substring(1)) - 1);
        return AttributeSql.text(attribute, key);
    }

    private String keys(Function<String, String> with) {
        return keys().stream().map(with).collect(joining());
    }

    private List<String> keys() {
        return IntStream.rangeClosed(1, aggregation.groupBy().size())
                .mapToObj(number -> "k" + number)
                .toList();
    }
}
