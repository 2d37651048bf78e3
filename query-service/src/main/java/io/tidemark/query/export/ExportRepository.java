package io.tidemark.query.export;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.events.PackedId;
import io.tidemark.platform.audit.Act;
import io.tidemark.platform.audit.ActRepository;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.PreparedStatement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of exports from raw events, by a cursor, in one snapshot. */
@ApplicationScoped
class ExportRepository {

    private static final int FETCH = 500;

    private final TenantDatabase database;
    private final ActRepository acts;
    private final ExportConfig config;

    ExportRepository(TenantDatabase database, ActRepository acts, ExportConfig config) {
        this.database = database;
        this.acts = acts;
        this.config = config;
    }

    /** Records the export; rows are read when this is committed. */
    Uni<Void> record(Act act) {
        return database.write(act.tenant(), tx -> acts.append(tx, act));
    }

    /** One row after the other, and no more of them read ahead than {@value #FETCH}. */
    Multi<List<@Nullable Object>> stream(Selection selection, Dataset dataset) {
        return database.stream(selection.tenant().id(), config.statementTimeout(), tx -> Multi.createFrom()
                .items(() -> Stretch.of(dataset, selection))
                .map(stretch -> new ExportStatement(dataset, selection, stretch))
                .onItem()
                .transformToMultiAndConcatenate(statement -> rows(tx, statement))
                .map(ExportRepository::values));
    }

    private static Multi<Row> rows(SqlConnection tx, ExportStatement statement) {
        return Multi.createFrom()
                .resourceFromUni(() -> tx.prepare(statement.sql()), prepared -> prepared.createStream(
                                FETCH, Tuple.from(statement.parameters()))
                        .toMulti())
                .withFinalizer(ExportRepository::close);
    }

    /** A statement of a connection that is lost is closed already. */
    private static Uni<Void> close(PreparedStatement prepared) {
        return prepared.close().onFailure().recoverWithNull();
    }

    /** What a rendering writes, column by column. */
    private static List<@Nullable Object> values(Row row) {
        var values = new ArrayList<@Nullable Object>(row.size());
        for (var i = 0; i < row.size(); i++) {
            values.add(value(row.getColumnName(i), row.getValue(i)));
        }
        return values;
    }

    private static @Nullable Object value(String column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case OffsetDateTime time -> time.toInstant();
            case Buffer packed -> PackedId.unpack(packed.getBytes());
            case String lines when column.equals("groups") -> Arrays.asList(lines.split("\n", -1));
            default -> value;
        };
    }
}
