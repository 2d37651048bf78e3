package io.tidemark.query.daily;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question about {@code counts (day, agent_id, <metric>…)}, which has at most one row per day and agent, whether it
 * comes from days, hours or events. Events without an agent are counted for {@link #NO_AGENT}.
 *
 * @param metrics the columns that the question needs; the fewer, the faster
 * @param agent the only agent whose counts are read
 * @param sql a SELECT from {@code counts}, whose {@code $1} is the tenant
 * @param parameters values of {@code $2} and up
 */
public record CountsSelect(Set<Metric> metrics, Optional<UUID> agent, String sql, List<@Nullable Object> parameters) {

    /** Stands for events without an agent: the nil UUID, which no agent can have. */
    public static final UUID NO_AGENT = new UUID(0, 0);

    public CountsSelect {
        metrics = new TreeSet<>(metrics);
    }
}
