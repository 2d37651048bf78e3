package io.tidemark.query.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as text. Values are texts, whole numbers, {@link java.math.BigDecimal}s, {@link
 * java.time.Instant}s, UUIDs, {@link io.vertx.core.json.JsonObject}s, lists of texts, or null.
 */
interface Rendering {

    void begin(StringBuilder out);

    void row(StringBuilder out, List<@Nullable Object> values, boolean first);

    void end(StringBuilder out, boolean empty);

    /** Instead of further rows: a record of another shape, which no reader takes for a row. */
    void cut(StringBuilder out, String reason, boolean empty);
}
