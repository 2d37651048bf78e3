package io.tidemark.alert.silence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.audit.Act;
import io.tidemark.platform.audit.ActRepository;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Version;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes the silences of one tenant. */
@ApplicationScoped
public class SilenceRepository {

    private static final String COLUMNS =
            "id, starts_at, ends_at, definition::text AS definition, created_by, created_at, updated_at, version";

    private static final String LIST = "SELECT " + COLUMNS + """

              FROM silence
             WHERE tenant_id = $1
               AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3))
             ORDER BY created_at DESC, id DESC
             LIMIT $4
            """;

    private static final String FIND = "SELECT " + COLUMNS + """

              FROM silence
             WHERE tenant_id = $1
               AND id = $2
            """;

    private static final String ACTIVE = "SELECT " + COLUMNS + """

              FROM silence
             WHERE tenant_id = $1
               AND starts_at <= $2
               AND ends_at > $2 - interval '1 day'
            """;

    private static final String INSERT = """
            INSERT INTO silence (tenant_id, id, starts_at, ends_at, definition, created_by)
            VALUES ($1, gen_random_uuid(), $2, $3, $4::text::jsonb, $5)
            RETURNING\s""" + COLUMNS;

    private static final String UPDATE = """
            UPDATE silence
               SET starts_at = $4, ends_at = $5, definition = $6::text::jsonb, version = version + 1, updated_at = now()
             WHERE tenant_id = $1
               AND id = $2
               AND ($3::bigint[] IS NULL OR version = ANY ($3))
            RETURNING\s""" + COLUMNS;

    private static final String DELETE = """
            DELETE FROM silence
             WHERE tenant_id = $1
               AND id = $2
               AND ($3::bigint[] IS NULL OR version = ANY ($3))
            """;

    private final TenantDatabase database;
    private final ActRepository acts;
    private final ObjectMapper json;

    SilenceRepository(TenantDatabase database, ActRepository acts, ObjectMapper json) {
        this.database = database;
        this.acts = acts;
        this.json = json;
    }

    /** Those that may have been in force at the instant or in a slot of the day before: see {@link Silence#covers}. */
    public Uni<List<Silence>> findActive(SqlConnection tx, UUID tenant, Instant at) {
        return tx.preparedQuery(ACTIVE).execute(Tuple.of(tenant, utc(at))).map(this::silences);
    }

    /** The latest first, those after the given one. */
    Uni<List<Silence>> list(UUID tenant, @Nullable Instant before, @Nullable UUID id, int limit) {
        var parameters = Tuple.of(tenant, before == null ? null : utc(before), id, limit);
        return database.read(tenant, tx -> tx.preparedQuery(LIST).execute(parameters))
                .map(this::silences);
    }

    Uni<Optional<Silence>> find(UUID tenant, UUID id) {
        return database.read(tenant, tx -> tx.preparedQuery(FIND).execute(Tuple.of(tenant, id)))
                .map(this::first);
    }

    Uni<Silence> insert(Act act, Instant from, Instant to, SilenceDefinition definition, String creator) {
        var parameters = Tuple.of(act.tenant(), utc(from), utc(to), write(definition), creator);
        return database.write(act.tenant(), tx -> tx.preparedQuery(INSERT)
                .execute(parameters)
                .map(rows -> first(rows).orElseThrow())
                .call(silence -> acts.append(tx, act.on(silence.id()))));
    }

    /** Empty if it is gone or its version another. */
    Uni<Optional<Silence>> update(
            Act act, UUID id, IfMatch expected, Instant from, Instant to, SilenceDefinition definition) {
        var parameters = Tuple.of(act.tenant(), id, expected.versions(), utc(from), utc(to), write(definition));
        return database.write(act.tenant(), tx -> tx.preparedQuery(UPDATE)
                .execute(parameters)
                .map(this::first)
                .call(updated -> acts.append(tx, act, updated.isPresent())));
    }

    /** Says whether there was such a silence, of a version that is expected. */
    Uni<Boolean> delete(Act act, UUID id, IfMatch expected) {
        var parameters = Tuple.of(act.tenant(), id, expected.versions());
        return database.write(act.tenant(), tx -> tx.preparedQuery(DELETE)
                .execute(parameters)
                .map(rows -> rows.rowCount() == 1)
                .call(existed -> acts.append(tx, act, existed)));
    }

    private Optional<Silence> first(RowSet<Row> rows) {
        return silences(rows).stream().findFirst();
    }

    private List<Silence> silences(RowSet<Row> rows) {
        return rows.stream().map(this::silence).toList();
    }

    private Silence silence(Row row) {
        var definition = read(row.getString("definition"));
        return new Silence(
                row.getUUID("id"),
                definition.alertId(),
                definition.labels(),
                row.getOffsetDateTime("starts_at").toInstant(),
                row.getOffsetDateTime("ends_at").toInstant(),
                definition.schedule(),
                definition.comment(),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                new Version(row.getLong("version")));
    }

    private SilenceDefinition read(String definition) {
        try {
            return json.readValue(definition, SilenceDefinition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a silence that was saved", e);
        }
    }

    private String write(SilenceDefinition definition) {
        try {
            return json.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a silence is plain text", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
