package io.tidemark.catalogue.plan;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Says what there is to read. */
@FunctionalInterface
interface Inventories {

    /** For the range and the home days that its ends are in: no range is widened further. */
    Uni<Inventory> find(SqlConnection tx, Scope scope, Range range);
}
