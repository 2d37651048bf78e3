package io.tidemark.alert.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.version.Version;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rules of one tenant, in transactions under its row-level security. */
@ApplicationScoped
public class RuleRepository {

    private static final String COLUMNS =
            "id, name, enabled, definition::text AS definition, schedule_id, created_at, updated_at, version";

    private static final String LIST = "SELECT " + COLUMNS + """

              FROM alert_rule
             WHERE tenant_id = $1
               AND ($2::text IS NULL OR name COLLATE "C" > $2)
             ORDER BY name COLLATE "C"
             LIMIT $3
            """;

    private static final String FIND = "SELECT " + COLUMNS + """

              FROM alert_rule
             WHERE tenant_id = $1
               AND id = $2
            """;

    private static final String FIND_NAMED = "SELECT " + COLUMNS + """

              FROM alert_rule
             WHERE tenant_id = $1
               AND name = ANY ($2)
            """;

    private static final String SCHEDULED = "SELECT " + COLUMNS + """

              FROM alert_rule
             WHERE tenant_id = $1
               AND schedule_id = ANY ($2)
               AND enabled
            """;

    private static final String INSERT = """
            INSERT INTO alert_rule (tenant_id, id, name, enabled, definition, schedule_id)
            SELECT $1, $2, $3, $4, $5::text::jsonb, $6
             WHERE (SELECT count(*) FROM alert_rule WHERE tenant_id = $1) < $7
                ON CONFLICT (tenant_id, name) DO NOTHING
            RETURNING\s""" + COLUMNS;

    private static final String UPDATE = """
            UPDATE alert_rule
               SET name = $4, enabled = $5, definition = $6::text::jsonb, schedule_id = $7, version = version + 1,
                   updated_at = now()
             WHERE tenant_id = $1
               AND id = $2
               AND version = $3
            RETURNING\s""" + COLUMNS;

    private final ObjectMapper json;

    RuleRepository(ObjectMapper json) {
        this.json = json;
    }

    /** Rules by name, those after the given one. */
    Uni<List<Rule>> list(SqlConnection tx, UUID tenant, @Nullable String afterName, int limit) {
        return tx.preparedQuery(LIST)
                .execute(Tuple.of(tenant, afterName, limit))
                .map(this::rules);
    }

    public Uni<Optional<Rule>> find(SqlConnection tx, UUID tenant, UUID id) {
        return tx.preparedQuery(FIND).execute(Tuple.of(tenant, id)).map(this::first);
    }

    Uni<List<Rule>> findNamed(SqlConnection tx, UUID tenant, Collection<String> names) {
        return tx.preparedQuery(FIND_NAMED)
                .execute(Tuple.of(tenant, names.toArray(String[]::new)))
                .map(this::rules);
    }

    /** Those that are to be evaluated in a slot of these schedules. */
    public Uni<List<Rule>> findScheduled(SqlConnection tx, UUID tenant, Collection<UUID> schedules) {
        return tx.preparedQuery(SCHEDULED)
                .execute(Tuple.of(tenant, schedules.toArray(UUID[]::new)))
                .map(this::rules);
    }

    /** Empty if there is one of this name already, or there are as many rules as there may be. */
    Uni<Optional<Rule>> insert(SqlConnection tx, UUID tenant, Draft draft, int most) {
        var parameters = Tuple.of(
                tenant,
                UUID.randomUUID(),
                draft.name(),
                draft.enabled(),
                write(draft.definition()),
                draft.definition().timing().schedule());
        return tx.preparedQuery(INSERT).execute(parameters.addInteger(most)).map(this::first);
    }

    /** Empty if it is gone or its version another. */
    Uni<Optional<Rule>> update(SqlConnection tx, UUID tenant, Rule was, Draft draft) {
        var parameters = Tuple.of(
                tenant, was.id(), was.version().number(), draft.name(), draft.enabled(), write(draft.definition()));
        return tx.preparedQuery(UPDATE)
                .execute(parameters.addUUID(draft.definition().timing().schedule()))
                .map(this::first);
    }

    /** Says whether there was such a rule of that version. */
    Uni<Boolean> delete(SqlConnection tx, UUID tenant, Rule was) {
        return tx.preparedQuery("DELETE FROM alert_rule WHERE tenant_id = $1 AND id = $2 AND version = $3")
                .execute(Tuple.of(tenant, was.id(), was.version().number()))
                .map(rows -> rows.rowCount() == 1);
    }

    private Optional<Rule> first(RowSet<Row> rows) {
        return rules(rows).stream().findFirst();
    }

    private List<Rule> rules(RowSet<Row> rows) {
        return rows.stream().map(this::rule).toList();
    }

    private Rule rule(Row row) {
        return new Rule(
                row.getUUID("id"),
                row.getString("name"),
                row.getBoolean("enabled"),
                read(row.getString("definition")),
                row.getUUID("schedule_id"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                new Version(row.getLong("version")));
    }

    private RuleDefinition read(String definition) {
        try {
            return json.readValue(definition, RuleDefinition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a rule that was saved", e);
        }
    }

    private String write(RuleDefinition definition) {
        try {
            return json.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rule is plain text and numbers", e);
        }
    }
}
