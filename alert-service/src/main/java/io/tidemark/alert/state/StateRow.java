package io.tidemark.alert.state;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a series of a rule stands, as it is stored.
 *
 * @param value what was observed when it came there; null if nothing was
 * @param detail why it could not be evaluated; null if it could
 */
public record StateRow(
        UUID rule,
        String series,
        Instance instance,
        @Nullable Double value,
        @Nullable String detail) {}
