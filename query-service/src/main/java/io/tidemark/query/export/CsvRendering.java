package io.tidemark.query.export;

import static java.util.stream.Collectors.joining;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 4180 with a header. A value that is absent is an empty field. */
record CsvRendering(List<Column> columns) implements Rendering {

    private static final String LINE_END = "\r\n";

    @Override
    public void begin(StringBuilder out) {
        out.append(columns.stream().map(Column::name).collect(joining(","))).append(LINE_END);
    }

    @Override
    public void row(StringBuilder out, List<@Nullable Object> values, boolean first) {
        for (var i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            field(out, values.get(i));
        }
        out.append(LINE_END);
    }

    @Override
    public void end(StringBuilder out, boolean empty) {
        // The last row has ended its line.
    }

    /** Two fields, where every row has more. */
    @Override
    public void cut(StringBuilder out, String reason, boolean empty) {
        out.append("#truncated,");
        CsvField.text(out, reason);
        out.append(LINE_END);
    }

    private static void field(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case String text -> CsvField.text(out, text);
            case BigDecimal number -> out.append(number.toPlainString());
            case List<?> texts ->
                CsvField.text(out, texts.stream().map(String::valueOf).collect(joining(";")));
            case JsonObject json -> CsvField.text(out, json.encode());
            default -> out.append(value);
        }
    }
}
