package io.tidemark.query.export;

import io.tidemark.events.PackedId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rendering writes of a database row, column by column. */
final class ExportRow {

    private ExportRow() {}

    static List<@Nullable Object> of(Row row) {
        var values = new ArrayList<@Nullable Object>(row.size());
        for (var i = 0; i < row.size(); i++) {
            values.add(value(row.getColumnName(i), row.getValue(i)));
        }
        return values;
    }

    private static @Nullable Object value(String column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case OffsetDateTime time -> time.toInstant();
            case Buffer packed -> PackedId.unpack(packed.getBytes());
            case String lines when column.equals("groups") -> Arrays.asList(lines.split("\n", -1));
            case JsonObject json -> json;
            default -> value;
        };
    }
}
