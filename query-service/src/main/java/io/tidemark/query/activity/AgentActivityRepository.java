package io.tidemark.query.activity;

import io.smallrye.mutiny.Uni;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.daily.CountsSelect;
import io.tidemark.query.daily.DailyCountsRepository;
import io.tidemark.query.daily.Metric;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
class AgentActivityRepository {

    // An agent that is asked for is there even if it did nothing, unless there is no such agent.
    private static final String AGENT_DAYS = """
            SELECT p.agent_id, p.name, c.day, c.api_calls, c.token_issuances, c.credential_rotations
              FROM (SELECT n.agent_id, n.name
                      FROM (SELECT i.agent_id, coalesce(g.name, i.agent_id::text) COLLATE "C" AS name
                              FROM (SELECT agent_id
                                      FROM counts
                                     WHERE agent_id <> $2
                                     UNION
                                    SELECT id
                                      FROM agent
                                     WHERE tenant_id = $1
                                       AND id = $3) AS i
                              LEFT JOIN agent g
                                ON g.tenant_id = $1
                               AND g.id = i.agent_id) AS n
                     WHERE $4::text IS NULL
                        OR (n.name, n.agent_id) > ($4 COLLATE "C", $5::uuid)
                     ORDER BY n.name, n.agent_id
                     LIMIT $6) AS p
              LEFT JOIN counts c
             USING (agent_id)
             ORDER BY p.name, p.agent_id, c.day
            """;

    private static final Set<Metric> METRICS =
            Set.of(Metric.API_CALLS, Metric.TOKEN_ISSUANCES, Metric.CREDENTIAL_ROTATIONS);

    private final DailyCountsRepository counts;

    AgentActivityRepository(DailyCountsRepository counts) {
        this.counts = counts;
    }

    /** Days with any event of the agents asked for, sorted by agent; of one agent more than the limit. */
    Uni<List<AgentDay>> listDays(Inquiry inquiry, ActivityQuery query) {
        var after = Optional.ofNullable(query.after());
        var select = CountsSelect.ofAgents(
                METRICS,
                Optional.ofNullable(query.agent()),
                AGENT_DAYS,
                Arrays.asList(
                        CountsSelect.NO_AGENT,
                        query.agent(),
                        after.map(Position::name).orElse(null),
                        after.map(Position::id).orElse(null),
                        query.limit() + 1));
        return counts.read(inquiry, query.range(), select, AgentActivityRepository::toDay);
    }

    private static AgentDay toDay(Row row) {
        var counts = Optional.ofNullable(row.getLocalDate("day"))
                .map(day -> new AgentActivity.Day(
                        day,
                        row.getLong("api_calls"),
                        row.getLong("token_issuances"),
                        row.getLong("credential_rotations")));
        return new AgentDay(row.getUUID("agent_id"), row.getString("name"), counts);
    }
}
