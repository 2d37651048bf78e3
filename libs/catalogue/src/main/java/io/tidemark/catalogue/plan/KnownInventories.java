package io.tidemark.catalogue.plan;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Map;

/** Remembers what there is to read in one snapshot. Asked by one after the other. */
final class KnownInventories implements Inventories {

    private final InventoryRepository repository;
    private final Map<Range, Inventory> known = new HashMap<>();

    KnownInventories(InventoryRepository repository) {
        this.repository = repository;
    }

    @Override
    public Uni<Inventory> find(SqlConnection tx, Scope scope, Range range) {
        var found = known.get(range);
        return found != null
                ? Uni.createFrom().item(found)
                : repository.find(tx, scope, range).invoke(inventory -> known.put(range, inventory));
    }
}
