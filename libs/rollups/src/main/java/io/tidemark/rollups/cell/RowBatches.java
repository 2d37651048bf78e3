package io.tidemark.rollups.cell;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Packed rows, as many at a time as may be encoded together: a few large ones or many small ones. */
public final class RowBatches implements Iterator<List<Tuple>> {

    private static final int MOST_ROWS = 64;
    private static final int MANY_CELLS = 8_192;

    private final Iterator<Tuple> rows;

    /**
     * @param rows made as they are asked for
     */
    public RowBatches(Iterator<Tuple> rows) {
        this.rows = rows;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public List<Tuple> next() {
        var batch = new ArrayList<Tuple>();
        var cells = 0L;
        do {
            var row = rows.next();
            batch.add(row);
            cells += PackedRows.cells(row);
        } while (batch.size() < MOST_ROWS && cells < MANY_CELLS && rows.hasNext());
        return batch;
    }
}
