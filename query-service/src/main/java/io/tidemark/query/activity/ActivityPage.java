package io.tidemark.query.activity;

import io.tidemark.query.range.DateRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Agents with all days of the range, of rows that have only days with any event. */
record ActivityPage(
        List<AgentActivity.Agent> agents, @Nullable String nextCursor) {

    /**
     * Groups the rows and fills the gaps.
     *
     * @param found sorted by agent, of one agent more than the limit if there are so many
     */
    static ActivityPage of(List<AgentDay> found, DateRange range, int limit) {
        var byAgent = new LinkedHashMap<Position, Map<LocalDate, AgentActivity.Day>>();
        for (var row : found) {
            var days = byAgent.computeIfAbsent(row.position(), agent -> new HashMap<>());
            row.counts().ifPresent(counts -> days.put(counts.date(), counts));
        }
        var dates = range.days();
        var agents = new ArrayList<AgentActivity.Agent>();
        byAgent.forEach((agent, days) -> agents.add(new AgentActivity.Agent(
                agent.id(),
                agent.name(),
                dates.stream()
                        .map(date -> days.getOrDefault(date, AgentActivity.Day.none(date)))
                        .toList())));
        if (agents.size() <= limit) {
            return new ActivityPage(agents, null);
        }
        var shown = agents.subList(0, limit);
        var last = shown.getLast();
        return new ActivityPage(List.copyOf(shown), new Position(last.agentName(), last.agentId()).cursor());
    }
}
