package io.tidemark.ingest.event;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads that decode large bodies, as many as there are processors: a body of 16 MiB would keep an event loop from
 * all its other connections, and more threads would only hold more memory at once. Platform threads, since nothing
 * makes a computing virtual thread step aside.
 */
@ApplicationScoped
class DecodingThreads implements Executor {

    private final ExecutorService threads = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("decoder-", 0).factory());

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
