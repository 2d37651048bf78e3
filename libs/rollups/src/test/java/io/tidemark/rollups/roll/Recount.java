package io.tidemark.rollups.roll;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The rollups that events should have become, counted one by one, without SQL. */
final class Recount {

    private Recount() {}

    static Map<Cell, Amounts> of(Collection<Happening> events, Home home, Grain grain) {
        var cells = new HashMap<Cell, Amounts>();
        for (var cube : Cube.values()) {
            if (cube.keeps(grain)) {
                for (var event : events) {
                    var cell = new Cell(
                            grain, cube, bucket(home, grain, event), event.type(), event.values(cube.dimensions()));
                    cells.computeIfAbsent(cell, _ -> new Amounts()).add(event);
                }
            }
        }
        cells.forEach((cell, amounts) -> amounts.keep(cell.cube()::keeps));
        return cells;
    }

    private static Instant bucket(Home home, Grain grain, Happening event) {
        return switch (grain) {
            case MINUTE -> event.time().truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> home.grid().floor(event.time());
            case DAY -> home.calendar().startOf(home.calendar().dayOf(event.time()));
        };
    }
}
