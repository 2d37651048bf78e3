package io.tidemark.platform.tenancy;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The pool as Quarkus configures it, with timeouts that turn a lost database into a quick 503. */
@ApplicationScoped
public class DatabasePool implements PgPoolCreator {

    /**
     * A connection this silent is closed, which frees one whose server vanished without a word. Longer than any statement
     * runs, and than the pool keeps an idle connection (see {@code quarkus.datasource.reactive.idle-timeout}).
     */
    private static final int SILENCE_SECONDS = 75;

    private final DatabaseConfig config;

    DatabasePool(DatabaseConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        return create(input, config);
    }

    /** A pool of any other server of the same database. */
    public static Pool create(Input input, DatabaseConfig config) {
        input.poolOptions()
                .setConnectionTimeout((int) config.acquireTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        input.pgConnectOptionsList().forEach(options -> options.setConnectTimeout(
                        (int) config.connectTimeout().toMillis())
                .setIdleTimeout(SILENCE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setCachePreparedStatements(options.getCachePreparedStatements() && !config.pooler())
                // Where statements are kept at all, the long ones are those that are worth it.
                .setPreparedStatementCacheSqlFilter(sql -> true)
                .setUseLayer7Proxy(config.pooler()));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
