package io.tidemark.ingest.flush;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.tidemark.platform.tenancy.DatabaseConfig;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The connections of the writers, kept apart so that no writer ever waits for one. */
@ApplicationScoped
@ReactiveDataSource("flush")
class FlushPool implements PgPoolCreator {

    private final FlushConfig config;
    private final DatabaseConfig database;

    FlushPool(FlushConfig config, DatabaseConfig database) {
        this.config = config;
        this.database = database;
    }

    @Override
    public Pool create(Input input) {
        var timeout = (int) config.connectTimeout().toMillis();
        input.poolOptions().setConnectionTimeout(timeout).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        for (var options : input.pgConnectOptionsList()) {
            options.setConnectTimeout(timeout);
            // The one statement is longer than what is remembered by default.
            options.setCachePreparedStatements(!database.pooler())
                    .setPreparedStatementCacheSqlFilter(sql -> true)
                    .setUseLayer7Proxy(database.pooler());
            // Ends connections to a host that vanished without a word; one that merely idled is made again.
            options.setIdleTimeout((int) config.timeout().toSeconds()).setIdleTimeoutUnit(TimeUnit.SECONDS);
        }
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
