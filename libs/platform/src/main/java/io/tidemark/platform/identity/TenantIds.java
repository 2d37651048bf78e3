package io.tidemark.platform.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tenant ids as text. */
final class TenantIds {

    private TenantIds() {}

    /** Empty unless it is a UUID in its usual form; Java alone would also read {@code 1-1-1-1-1}. */
    static Optional<UUID> parse(@Nullable Object value) {
        try {
            return value instanceof String text
                    ? Optional.of(UUID.fromString(text))
                            .filter(id -> id.toString().equals(text.toLowerCase(Locale.ROOT)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
