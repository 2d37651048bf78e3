package io.tidemark.ingest.roll;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.tidemark.platform.tenancy.DatabaseConfig;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The connections of the rollers, kept apart so that neither they nor the writers ever wait for the other. */
@ApplicationScoped
@ReactiveDataSource("roll")
class RollPool implements PgPoolCreator {

    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final RollConfig config;
    private final DatabaseConfig database;

    RollPool(RollConfig config, DatabaseConfig database) {
        this.config = config;
        this.database = database;
    }

    @Override
    public Pool create(Input input) {
        // One more looks at the queue.
        input.poolOptions().setMaxSize(config.rollers() + 1);
        for (var options : input.pgConnectOptionsList()) {
            // Statements are longer than what is remembered by default.
            options.setCachePreparedStatements(!database.pooler())
                    .setPreparedStatementCacheSqlFilter(sql -> true)
                    .setUseLayer7Proxy(database.pooler());
            // Ends connections to a host that vanished without a word; one that merely idled is made again.
            options.setIdleTimeout((int) config.timeout().plus(MARGIN).toSeconds())
                    .setIdleTimeoutUnit(TimeUnit.SECONDS);
        }
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
