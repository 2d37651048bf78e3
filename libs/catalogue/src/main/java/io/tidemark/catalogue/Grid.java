package io.tidemark.catalogue;

import io.tidemark.catalogue.plan.Cell;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.catalogue.plan.Slot;
import io.tidemark.rollups.Measure;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** The heatmaps. */
final class Grid {

    private static final List<String> DURATIONS =
            List.of("<50ms", "50-100ms", "100-250ms", "250-500ms", "500ms-1s", "1s-3s", ">=3s");

    private static final int HOURS = 24;

    private final Terms terms;
    private final Result result;
    private final Map<Instant, Cell> cells = new HashMap<>();

    Grid(Terms terms, Result result) {
        this.terms = terms;
        this.result = result;
        for (var cell : result.cells()) {
            if (cell.bucket() != null) {
                cells.put(cell.bucket(), cell);
            }
        }
    }

    Data data() {
        return terms.query().formula() instanceof Formula.Week(var measure) ? week(measure) : durations();
    }

    private Data durations() {
        var slots = result.slots();
        var rows = Evaluation.HEAT.stream()
                .map(measure -> slots.stream().map(slot -> value(slot, measure)).toList())
                .toList();
        return new Data.Heatmap(
                terms.bucket().orElseThrow().width().label(),
                slots.stream().map(slot -> slot.start().toEpochMilli()).toList(),
                DURATIONS,
                rows,
                slots.stream().map(Slot::complete).toList());
    }

    private Data week(Measure measure) {
        var sums = new long[DayOfWeek.values().length][HOURS];
        for (var slot : result.slots()) {
            var local = slot.start().atZone(terms.zone());
            sums[local.getDayOfWeek().getValue() - 1][local.getHour()] += value(slot, measure);
        }
        return new Data.Heatmap(
                terms.bucket().orElseThrow().width().label(),
                LongStream.range(0, HOURS).boxed().toList(),
                Arrays.stream(DayOfWeek.values())
                        .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                        .toList(),
                Arrays.stream(sums)
                        .map(row -> LongStream.of(row).boxed().toList())
                        .toList(),
                Collections.nCopies(HOURS, true));
    }

    private long value(Slot slot, Measure measure) {
        var cell = cells.get(slot.start());
        return cell == null ? 0 : cell.value(measure);
    }
}
