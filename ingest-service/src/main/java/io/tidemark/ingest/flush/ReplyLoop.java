package io.tidemark.ingest.flush;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where a request is answered: the event loop that it came in on, or whichever thread knows the answer if it came in
 * on none. Equal for all requests of the same event loop.
 */
record ReplyLoop(@Nullable Context context) implements Executor {

    private static final ReplyLoop NONE = new ReplyLoop(null);

    static ReplyLoop current() {
        return Context.isOnEventLoopThread()
                ? new ReplyLoop(VertxContext.getRootContext(Vertx.currentContext()))
                : NONE;
    }

    @Override
    public void execute(Runnable task) {
        if (context == null) {
            task.run();
        } else {
            context.runOnContext(ignored -> task.run());
        }
    }
}
