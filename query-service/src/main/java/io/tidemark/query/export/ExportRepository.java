package io.tidemark.query.export;

import io.smallrye.mutiny.Multi;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of exports from raw events, by a cursor, in one snapshot. */
@ApplicationScoped
class ExportRepository {

    private static final int FETCH = 500;

    private final TenantDatabase database;
    private final ExportConfig config;

    ExportRepository(TenantDatabase database, ExportConfig config) {
        this.database = database;
        this.config = config;
    }

    /** One row after the other, and no more of them read ahead than {@value #FETCH}. */
    Multi<List<@Nullable Object>> stream(Selection selection, Dataset dataset) {
        return database.stream(selection.tenant().id(), config.statementTimeout(), tx -> Multi.createFrom()
                .items(() -> Stretch.of(dataset, selection))
                .map(stretch -> new ExportStatement(dataset, selection, stretch))
                .onItem()
                .transformToMultiAndConcatenate(statement -> rows(tx, statement))
                .map(ExportRow::of));
    }

    private static Multi<Row> rows(SqlConnection tx, ExportStatement statement) {
        return Multi.createFrom()
                .resourceFromUni(() -> tx.prepare(statement.sql()), prepared -> prepared.createStream(
                                FETCH, Tuple.from(statement.parameters()))
                        .toMulti())
                .withFinalizer(prepared -> {
                    return prepared.close().onFailure().recoverWithNull();
                });
    }
}
