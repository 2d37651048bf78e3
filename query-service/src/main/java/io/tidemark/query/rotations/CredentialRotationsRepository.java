package io.tidemark.query.rotations;

import io.smallrye.mutiny.Uni;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.daily.CountsSelect;
import io.tidemark.query.daily.DailyCountsRepository;
import io.tidemark.query.daily.Metric;
import io.tidemark.query.range.Sort;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
class CredentialRotationsRepository {

    private final DailyCountsRepository counts;

    CredentialRotationsRepository(DailyCountsRepository counts) {
        this.counts = counts;
    }

    /** Agents with any event, sorted; one more than the limit, if there are so many. */
    Uni<List<RotationRow>> list(Inquiry inquiry, RotationQuery query) {
        var after = Optional.ofNullable(query.after());
        var select = CountsSelect.ofAgents(
                Set.of(Metric.CREDENTIAL_ROTATIONS),
                Optional.empty(),
                sql(query.sort()),
                Arrays.asList(
                        CountsSelect.NO_AGENT,
                        after.map(RotationQuery.Position::value).orElse(null),
                        after.map(RotationQuery.Position::agent).orElse(null),
                        query.limit() + 1));
        return counts.read(inquiry, query.range(), select, CredentialRotationsRepository::toRow);
    }

    private static String sql(Sort<RotationColumn> sort) {
        return """
            SELECT agent_id, name, rotations, last_rotation, (%1$s)::text AS sort_value
              FROM (SELECT c.agent_id,
                           coalesce(g.name, c.agent_id::text) COLLATE "C" AS name,
                           sum(c.credential_rotations)::bigint AS rotations,
                           max(c.day) FILTER (WHERE c.credential_rotations > 0) AS last_rotation
                      FROM counts c
                      LEFT JOIN agent g
                        ON g.tenant_id = $1
                       AND g.id = c.agent_id
                     WHERE c.agent_id <> $2
                     GROUP BY c.agent_id, g.name) AS rotation
             WHERE $3::text IS NULL
                OR (%1$s, agent_id) %4$s ($3::text::%2$s, $4::uuid)
             ORDER BY %1$s %3$s, agent_id %3$s
             LIMIT $5
            """.formatted(sort.column().sql(), sort.column().sqlType(), sort.direction(), sort.beyond());
    }

    private static RotationRow toRow(Row row) {
        return new RotationRow(
                row.getUUID("agent_id"),
                row.getString("name"),
                row.getLong("rotations"),
                row.getLocalDate("last_rotation"),
                row.getString("sort_value"));
    }
}
