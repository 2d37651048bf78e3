package io.tidemark.platform.tenancy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.Optional;

/** Which server a reading goes to. */
public interface ReadSource {

    /** Another server that has all that was committed on the primary when it was asked for; empty for the primary. */
    Uni<Optional<Pool>> choose(Pool primary);

    /** That a reading from another server than the primary failed, for no fault of its own. */
    void failed(Throwable failure);
}
