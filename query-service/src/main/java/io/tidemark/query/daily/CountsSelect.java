package io.tidemark.query.daily;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question about what was counted by day and agent, whether that comes from days, hours or events.
 *
 * @param tables what the question reads; the fewer, the faster
 * @param metrics the columns that it needs; the fewer, the faster
 * @param agent the only agent of whom {@link CountsTable#COUNTS} tells
 * @param sql a SELECT from the tables, whose {@code $1} is the tenant
 * @param parameters values of {@code $2} and up
 */
public record CountsSelect(
        Set<CountsTable> tables,
        Set<Metric> metrics,
        Optional<UUID> agent,
        String sql,
        List<@Nullable Object> parameters) {

    /** Stands for events without an agent: the nil UUID, which no agent can have. */
    public static final UUID NO_AGENT = new UUID(0, 0);

    public CountsSelect {
        tables = EnumSet.copyOf(tables);
        metrics = new TreeSet<>(metrics);
    }

    /** A question about the counts of each agent, or of the one named. */
    public static CountsSelect ofAgents(
            Set<Metric> metrics, Optional<UUID> agent, String sql, List<@Nullable Object> parameters) {
        return new CountsSelect(Set.of(CountsTable.COUNTS), metrics, agent, sql, parameters);
    }

    /** A question about the counts of all together, and who they are. */
    public static CountsSelect ofAll(Set<Metric> metrics, String sql) {
        return new CountsSelect(
                Set.of(CountsTable.TOTALS, CountsTable.AGENTS), metrics, Optional.empty(), sql, List.of());
    }
}
