package io.tidemark.query.replica;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.tidemark.platform.tenancy.DatabaseConfig;
import io.tidemark.platform.tenancy.DatabasePool;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Connections to the replica, with the same timeouts as those to the primary. */
@ApplicationScoped
@ReactiveDataSource("replica")
class ReplicaPool implements PgPoolCreator {

    private final DatabaseConfig config;

    ReplicaPool(DatabaseConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        return DatabasePool.create(input, config);
    }
}
