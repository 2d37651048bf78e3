package io.tidemark.query.daily;

import io.tidemark.rollups.Cube;
import java.util.List;

/** A table that a question about counts may read. */
public enum CountsTable {
    /** {@code counts (day, agent_id, <metric>…)}: a row per day and agent, {@link CountsSelect#NO_AGENT} for none. */
    COUNTS(Cube.AGENT_ONLY, List.of("day", "type", "agent_id", "events")),
    /** {@code totals (day, <metric>…)}: a row per day. */
    TOTALS(Cube.TOTAL, List.of("day", "type", "events")),
    /** {@code agents (agent_id)}: a row per agent with any event in the range. */
    AGENTS(Cube.AGENT_ONLY, List.of("agent_id"));

    private final Cube cube;
    // List.of is immutable, which the declared type does not tell.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> columns;

    CountsTable(Cube cube, List<String> columns) {
        this.cube = cube;
        this.columns = columns;
    }

    /** The cube whose cells are read. */
    Cube cube() {
        return cube;
    }

    /** The columns that are read of each cell. */
    List<String> columns() {
        return columns;
    }
}
