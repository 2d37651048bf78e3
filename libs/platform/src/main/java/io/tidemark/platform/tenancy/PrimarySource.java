package io.tidemark.platform.tenancy;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Where there is nothing but the primary. */
@DefaultBean
@ApplicationScoped
public class PrimarySource implements ReadSource {

    @Override
    public Uni<Optional<Pool>> choose(Pool primary) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public void failed(Throwable failure) {
        throw new IllegalStateException("there is nothing but the primary", failure);
    }
}
