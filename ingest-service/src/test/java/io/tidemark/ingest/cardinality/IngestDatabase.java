package io.tidemark.ingest.cardinality;

import io.tidemark.testing.PostgresServer;
import io.tidemark.testing.TestDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

/** A database of a plain test, and connections with the rights of the service. */
final class IngestDatabase implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = PostgresServer.shared().createDatabase();
    private final Pool pool;

    IngestDatabase(int connections) {
        this.pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connections))
                .connectingTo(PgConnectOptions.fromUri(database.reactiveUrl())
                        .setUser(database.login("tidemark_ingest"))
                        .setPassword(database.password()))
                .using(vertx)
                .build();
    }

    TestDatabase superuser() {
        return database;
    }

    Pool pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }
}
