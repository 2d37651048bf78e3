package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Measure;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a result of the rows of {@link AggregationSql}. */
final class ResultReader {

    private final Scope scope;
    private final Aggregation aggregation;
    private final Plan plan;
    private final Waiting waiting;

    ResultReader(Scope scope, Aggregation aggregation, Plan plan, Waiting waiting) {
        this.scope = scope;
        this.aggregation = aggregation;
        this.plan = plan;
        this.waiting = waiting;
    }

    /**
     * What a row says.
     *
     * @param groups how many keys there are, if that was counted
     */
    record Line(Cell cell, @Nullable Long groups) {}

    /** Reads a row as soon as it is there: those that come meanwhile need not be held as text. */
    Line line(Row row) {
        return new Line(cell(row), row.getLong("groups"));
    }

    /**
     * The result.
     *
     * @param rowsRead what {@link RowsRead} counted
     */
    Result read(Iterable<Line> lines, long rowsRead) {
        var cells = new ArrayList<Cell>();
        var groups = 0L;
        for (var line : lines) {
            cells.add(line.cell());
            groups = line.groups() == null ? 0 : line.groups();
        }
        if (cells.isEmpty()
                && aggregation.bucket().isEmpty()
                && aggregation.groupBy().isEmpty()) {
            cells.add(new Cell(null, List.of(), false, Map.of(), Latency.NONE, 0));
        }
        if (aggregation.top().isEmpty()) {
            groups = cells.stream().map(Cell::key).distinct().count();
        }
        return new Result(cells, slots(), provenance(groups, rowsRead));
    }

    private Cell cell(Row row) {
        var values = new EnumMap<Measure, Long>(Measure.class);
        for (var measure : aggregation.measures()) {
            var value = value(row, measure);
            if (value != null) {
                values.put(measure, value);
            }
        }
        return cell(
                row.getInteger("b"),
                row.getLong("place") == null ? Optional.empty() : Optional.of(key(row)),
                values,
                latency(row),
                aggregation.distinct().isPresent() ? row.getLong("distinct_values") : 0);
    }

    /**
     * A cell of the result.
     *
     * @param number of the bucket, from 1
     * @param key empty for what the ranking leaves out
     */
    Cell cell(
            int number,
            Optional<List<@Nullable String>> key,
            Map<Measure, Long> values,
            Latency latency,
            long distinct) {
        return new Cell(
                aggregation.bucket().isPresent() ? plan.starts().get(number - 1) : null,
                key.orElseGet(() -> Collections.nCopies(aggregation.groupBy().size(), Cell.REST)),
                key.isEmpty(),
                values,
                latency,
                distinct);
    }

    /** The columns {@code t1} and so on. */
    List<@Nullable String> key(Row row) {
        var key = new ArrayList<@Nullable String>();
        for (var i = 1; i <= aggregation.groupBy().size(); i++) {
            key.add(row.getString("t" + i));
        }
        return key;
    }

    /** A measure other than {@link Measure#LATENCY}. */
    static @Nullable Long value(Row row, Measure measure) {
        return switch (measure) {
            case LATENCY -> null;
            case FIRST_TIME, LAST_TIME -> {
                var time = row.getOffsetDateTime(measure.column());
                yield time == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
            }
            default -> row.getLong(measure.column());
        };
    }

    private Latency latency(Row row) {
        if (!aggregation.measures().contains(Measure.LATENCY)) {
            return Latency.NONE;
        }
        var stored = row.getString(Measure.LATENCY.column());
        return stored == null
                ? Latency.NONE
                : Latency.of(stored, extreme(row, Measure.DURATION_MIN), extreme(row, Measure.DURATION_MAX));
    }

    private static OptionalLong extreme(Row row, Measure measure) {
        var value = row.getLong(measure.column());
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private List<Slot> slots() {
        if (aggregation.bucket().isEmpty()) {
            return List.of();
        }
        var starts = plan.starts();
        var end = aggregation.bucket().get().next(starts.getLast());
        return IntStream.range(0, starts.size())
                .mapToObj(i -> slot(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : end))
                .toList();
    }

    private Slot slot(Instant start, Instant end) {
        var range = plan.range();
        var complete = !start.isBefore(range.from()) && !end.isAfter(range.to()) && !end.isAfter(scope.now());
        return new Slot(start, end, complete);
    }

    private Provenance provenance(long groups, long rowsRead) {
        var looked = plan.rolledUp().list().stream().anyMatch(waiting::overlaps);
        return new Provenance(
                plan.source(),
                plan.grains(),
                plan.range().from(),
                plan.range().to(),
                scope.now(),
                looked ? waiting.events() : 0,
                rowsRead + (looked ? waiting.events() : 0),
                groups,
                notes(groups));
    }

    private List<String> notes(long groups) {
        var limited = aggregation.top().filter(top -> groups > top.limit());
        var cut = limited.map(top -> aggregation.bucket().isPresent()
                ? "the first %d of %d; the others are in %s".formatted(top.limit(), groups, Cell.REST)
                : "the first %d of %d".formatted(top.limit(), groups));
        var from = plan.range().from();
        var narrowed = Optional.of("what is before %s is not kept".formatted(from))
                .filter(note -> aggregation.range().from().isBefore(from));
        return Stream.of(cut, narrowed).flatMap(Optional::stream).toList();
    }
}
