package io.tidemark.query.export;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One object per row. */
record JsonRendering(List<Column> columns, String open, String separator, String close, String none)
        implements Rendering {

    @Override
    public void begin(StringBuilder out) {
        // An export without rows has an opening of its own.
    }

    @Override
    public void row(StringBuilder out, List<@Nullable Object> values, boolean first) {
        out.append(first ? open : separator);
        for (var i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "{\"" : ",\"").append(columns.get(i).key()).append("\":");
            value(out, values.get(i));
        }
        out.append('}');
    }

    @Override
    public void end(StringBuilder out, boolean empty) {
        out.append(empty ? none : close);
    }

    @Override
    public void cut(StringBuilder out, String reason, boolean empty) {
        out.append(empty ? open : separator)
                .append(new JsonObject().put("truncated", reason).encode())
                .append(close);
    }

    private static void value(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case BigDecimal number -> out.append(number.toPlainString());
            case Number number -> out.append(number);
            case List<?> texts -> out.append(new JsonArray(texts).encode());
            case JsonObject json -> out.append(json.encode());
            default -> out.append(Json.encode(value.toString()));
        }
    }
}
