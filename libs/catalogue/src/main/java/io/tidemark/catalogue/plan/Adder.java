package io.tidemark.catalogue.plan;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.Measure;
import io.tidemark.rollups.cell.CellReader;
import io.tidemark.rollups.cell.Rows;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/**
 * Adds up cells in memory. PostgreSQL sends packed rows as they are, which takes it a third of the time of unpacking and
 * grouping them; events, which are few, it still groups. Answers what the statement of {@link AggregationSql} does.
 */
final class Adder {

    /** They have few cells, and PostgreSQL is as fast. */
    private static final Set<Cube> SMALL = EnumSet.of(Cube.TOTAL, Cube.PLACE, Cube.CLIENT_ONLY);

    /** Rows at a time, of more than may be on its way at once: the client holds all that one fetch brings. */
    private static final int FETCH = 8;

    /** Bytes of an event's row on its way, and of the sum that it may become. */
    private static final int EVENT = 600;

    /** Bytes of a value, a long text and a histogram of a cell on their way. */
    private static final int VALUE = 24;

    private static final int TEXT = 400;
    private static final int HISTOGRAM = 600;

    /** Dimensions whose values may be long. */
    private static final Set<Dimension> LONG = EnumSet.of(Dimension.GROUPS, Dimension.PATH);

    /** The sums of more cells and events are not put in order on the event loop. */
    private static final long MANY = 20_000;

    /** More cells than these would take seconds, which no timeout of a statement ends while they come some at a time. */
    private static final long MOST = 5_000_000;

    /** Of histograms that are added up at once. */
    private static final int HISTOGRAMS = 2048;

    private final Aggregation aggregation;
    private final Scope scope;
    private final Plan plan;
    private final Waiting waiting;
    private final CellBudget.Share share;
    private final Tally tally;
    private final CellReader cells;
    private long onTheirWay;

    /** Of aggregations that {@link #adds}. */
    Adder(Scope scope, Aggregation aggregation, Plan plan, Waiting waiting, CellBudget.Share share) {
        this.scope = scope;
        this.aggregation = aggregation;
        this.plan = plan;
        this.waiting = waiting;
        this.share = share;
        this.tally = new Tally(aggregation);
        this.cells = new CellReader(
                Planner.dimensions(Stream.of(
                                aggregation.groupBy().stream(),
                                aggregation.distinct().stream(),
                                CellFilters.late(aggregation).stream().map(Filter::attribute))
                        .flatMap(attributes -> attributes)),
                aggregation.measures(),
                CellFilters.of(scope, aggregation),
                HISTOGRAMS,
                aggregation.bucket().isPresent() ? numbers(plan.starts()) : time -> 1);
    }

    /**
     * Whether it can, and it pays: where every cell has one value of each attribute. Cells that are asked about one value
     * are few, and PostgreSQL finds them without unpacking the others.
     */
    static boolean adds(Aggregation aggregation, Plan plan) {
        return plan.readsCells()
                && plan.cube().stream()
                        .allMatch(cube -> !SMALL.contains(cube)
                                && RowSql.ofOrder(cube, aggregation).findAny().isEmpty())
                && Stream.concat(aggregation.groupBy().stream(), aggregation.distinct().stream())
                        .allMatch(AttributeText::isTold)
                && CellFilters.areTold(aggregation);
    }

    /**
     * Fails with {@link CellBudget.ExceededException} where it takes too much, or with {@link ArithmeticException} where a
     * sum fits no number.
     *
     * @param count of what there is to read
     */
    Uni<List<ResultReader.Line>> lines(SqlConnection tx, ResultReader reader, RowsRead.Count count) {
        return Uni.createFrom()
                .deferred(() -> {
                    if (count.cells() > MOST) {
                        throw new CellBudget.ExceededException();
                    }
                    onTheirWay = bytes(count);
                    share.raiseTo(onTheirWay);
                    return new EventAdder(scope, aggregation, plan, tally)
                            .add(tx, waiting, reader)
                            .chain(() -> cells(tx, count.cells()));
                })
                .emitOn(count.cells() + events(count) > MANY ? Infrastructure.getDefaultWorkerPool() : Runnable::run)
                .map(done -> {
                    tally.add(cells.cells(), CellFilters.late(aggregation));
                    return new Ranking(aggregation, reader).lines(tally);
                })
                .emitOn(whereItBegan())
                .onTermination()
                .invoke(share::giveBack);
    }

    private Uni<Void> cells(SqlConnection tx, long count) {
        var parameters = new Parameters();
        var sql = new SourceSql(scope, aggregation, plan, parameters).packed();
        return count * ofCell() > share.onItsWay()
                ? Rows.each(tx, sql, parameters.tuple(), FETCH, this, Adder::add)
                        .replaceWithVoid()
                : tx.preparedQuery(sql)
                        .mapping(this::added)
                        .execute(parameters.tuple())
                        .replaceWithVoid();
    }

    private boolean added(Row row) {
        add(row);
        return true;
    }

    private void add(Row row) {
        cells.add(row);
        share.raiseTo(onTheirWay + cells.bytes() + tally.bytes(cells.size()));
    }

    private long bytes(RowsRead.Count count) {
        return events(count) * EVENT + Math.min(count.cells() * ofCell(), share.onItsWay());
    }

    /** How many at most. */
    private long events(RowsRead.Count count) {
        return count.rows() + waiting.events();
    }

    /** Type, dimensions and measures. */
    private int ofCell() {
        var dimensions = Planner.needed(scope, aggregation).stream()
                .mapToInt(dimension -> LONG.contains(dimension) ? TEXT : VALUE)
                .sum();
        var measures = aggregation.measures().size() * VALUE
                + (aggregation.measures().contains(Measure.LATENCY) ? HISTOGRAM : 0);
        return VALUE + dimensions + measures;
    }

    /** The number of the bucket that a time is in, both in microseconds. */
    private static LongUnaryOperator numbers(List<Instant> starts) {
        var times = starts.stream()
                .mapToLong(start -> ChronoUnit.MICROS.between(Instant.EPOCH, start))
                .toArray();
        return time -> {
            var place = Arrays.binarySearch(times, time);
            return place < 0 ? -place - 1 : place + 1;
        };
    }

    /** The connection's thread goes on with what worker threads have added up. */
    private static Executor whereItBegan() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(then -> task.run());
    }
}
