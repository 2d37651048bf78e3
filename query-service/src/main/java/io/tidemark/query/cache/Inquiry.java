package io.tidemark.query.cache;

import io.tidemark.events.HomeCalendar;
import io.tidemark.platform.tenancy.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request, as far as all questions need it.
 *
 * @param teams the groups of routes whose events the caller may read; empty if those of all
 * @param parameters those that were sent, each once
 * @param lists those that were sent and may be there several times
 * @param arrival when the request came in, on the clock of {@link System#nanoTime()}
 * @param fresh whether an answer that was computed before the arrival is refused
 * @param known entity tags of answers that the client has
 */
public record Inquiry(
        Tenant tenant,
        Optional<Set<String>> teams,
        Map<String, String> parameters,
        Map<String, List<String>> lists,
        Instant now,
        long arrival,
        boolean fresh,
        List<String> known) {

    /** The value of a parameter, as it was sent; null if it was not. */
    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    /** The present day in the tenant's home zone. */
    public LocalDate today() {
        return new HomeCalendar(tenant.timeZone()).dayOf(now);
    }

    /** Compared weakly: whether one of them, or of ours, is weak makes no difference. */
    Optional<String> knownAs(String tag) {
        return known.stream()
                .filter(one -> one.equals("*") || strong(one).equals(strong(tag)))
                .findFirst();
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
