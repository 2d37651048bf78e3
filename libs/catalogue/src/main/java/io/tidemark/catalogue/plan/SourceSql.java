package io.tidemark.catalogue.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a statement reads: rows {@code x} of cells and of events, as {@link RowSql} says. */
final class SourceSql {

    /** Found without an index: they are few, and buckets without any do not look. */
    private static final String EVENTS_OF_BUCKET = """
            SELECT *
              FROM raw
             WHERE b = w.b
               AND w.b = ANY (ARRAY(SELECT DISTINCT b FROM raw))""";

    /** Events are at most this part of the time that is read bucket by bucket. */
    private static final int PART = 10;

    private final Aggregation aggregation;
    private final Plan plan;
    private final Parameters parameters;
    private final CellSql cells;
    private final EventSql events;

    SourceSql(Scope scope, Aggregation aggregation, Plan plan, Parameters parameters) {
        this.aggregation = aggregation;
        this.plan = plan;
        this.parameters = parameters;
        var row = new RowSql(scope, aggregation, plan, parameters);
        this.cells = new CellSql(row, aggregation.measures(), plan, new TimeSql(parameters));
        this.events = new EventSql(row, aggregation.measures(), plan, parameters);
    }

    String all(Waiting waiting) {
        return union(Stream.concat(cells.selects().stream(), events.selects(waiting).stream())
                .toList());
    }

    /** Packed rows of cells, without events. */
    String packed() {
        return String.join("\nUNION ALL\n", cells.selectsOfRows());
    }

    /** Events without cells; empty if none are to be read. */
    Optional<String> events(Waiting waiting) {
        var selects = events.selects(waiting);
        return selects.isEmpty() ? Optional.empty() : Optional.of(union(selects));
    }

    /** What a SELECT of rows answers for all buckets. */
    String each(Waiting waiting, UnaryOperator<String> select) {
        var isBucketwise = aggregation.distinct().isPresent()
                && aggregation.bucket().isPresent()
                && plan.cuts()
                                .ofEvents()
                                .multipliedBy(PART)
                                .compareTo(plan.range().length())
                        < 0;
        return isBucketwise ? bucketwise(events.selects(waiting), select) : select.apply(all(waiting));
    }

    /**
     * Bucket by bucket: the different values of one bucket fit in the caches of a processor, and take half of the time
     * that those of all buckets take together.
     */
    private String bucketwise(List<String> raw, UnaryOperator<String> select) {
        var ofBucket = new ArrayList<>(cells.selectsOfBucket());
        if (!raw.isEmpty()) {
            ofBucket.add(EVENTS_OF_BUCKET);
        }
        var buckets = """
                SELECT o.*
                  FROM %s
                 CROSS JOIN LATERAL (%s) AS o""".formatted(buckets(), select.apply(union(ofBucket)));
        return raw.isEmpty()
                ? buckets
                : "  WITH raw AS MATERIALIZED (\n%s)\n%s".formatted(String.join("\nUNION ALL\n", raw), buckets);
    }

    /** The number of each, and where it begins and ends. */
    private String buckets() {
        var finishes = new ArrayList<>(plan.starts().subList(1, plan.starts().size()));
        finishes.add(plan.range().to());
        return "(SELECT b::integer, start, finish FROM unnest(%s, %s) WITH ORDINALITY AS u (start, finish, b)) AS w"
                .formatted(parameters.bind(plan.starts()), parameters.bind(finishes));
    }

    private static String union(List<String> selects) {
        return "(" + String.join("\nUNION ALL\n", selects) + ") AS x";
    }
}
