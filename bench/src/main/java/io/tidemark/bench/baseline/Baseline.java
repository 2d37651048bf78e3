package io.tidemark.bench.baseline;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** A way to write rows without Tidemark. */
public sealed interface Baseline permits CopyBaseline, UnnestBaseline {

    /** Leaves an empty table, on disk. */
    void prepare(Connection connection) throws SQLException;

    /** Writes all rows and commits; returns when that is durable. */
    void write(Connection connection, EventRows rows) throws SQLException, IOException;
}
