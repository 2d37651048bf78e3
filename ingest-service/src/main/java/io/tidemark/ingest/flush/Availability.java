package io.tidemark.ingest.flush;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the database takes flushes at the moment. While it does not, requests are refused at the door. */
@ApplicationScoped
public class Availability {

    private final AtomicBoolean away = new AtomicBoolean();

    public boolean isAway() {
        return away.get();
    }

    void lost(String reason) {
        if (away.compareAndSet(false, true)) {
            Log.warnf("The database is away, refusing events: %s", reason);
        }
    }

    void regained() {
        if (away.get() && away.compareAndSet(true, false)) {
            Log.info("The database is back, accepting events");
        }
    }
}
