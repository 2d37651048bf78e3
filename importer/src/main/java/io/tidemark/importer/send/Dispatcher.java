package io.tidemark.importer.send;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps a few batches on the way at a time. The first one that cannot be delivered ends it all. */
public final class Dispatcher implements AutoCloseable {

    private final EventsEndpoint endpoint;
    private final Tally tally;
    private final Pause pause;
    private final Consumer<String> notices;
    private final Pace pace;
    private final Semaphore free;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<String> lastNotice = new AtomicReference<>("");
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private volatile boolean answered;

    /**
     * Sends nothing yet.
     *
     * @param notices is told why the import waits, once per reason
     */
    public Dispatcher(EventsEndpoint endpoint, Tally tally, Pace pace, Pause pause, Consumer<String> notices) {
        this.endpoint = endpoint;
        this.tally = tally;
        this.pause = pause;
        this.notices = notices;
        this.pace = pace;
        this.free = new Semaphore(pace.connections());
    }

    /** Waits until there is room. Returns false if it is of no use to go on. */
    public boolean submit(Batch batch) throws InterruptedException {
        free.acquire();
        if (failure.get() != null) {
            free.release();
            return false;
        }
        senders.execute(() -> {
            try {
                deliver(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure.compareAndSet(null, "interrupted");
            } finally {
                free.release();
            }
        });
        return true;
    }

    /** Waits for all answers. Returns why the import ended early, or null. */
    public @Nullable String await() throws InterruptedException {
        free.acquire(pace.connections());
        free.release(pace.connections());
        return failure.get();
    }

    private void deliver(Batch batch) throws InterruptedException {
        var body = batch.compressed();
        var patience = new Patience(pace.patience());
        while (failure.get() == null) {
            switch (send(body)) {
                case Reply.Stored(var receipt) -> {
                    answered = true;
                    tally.add(receipt, batch);
                    return;
                }
                case Reply.Refused(var reason) -> failure.compareAndSet(null, reason);
                case Reply.Later(var reason, var after) -> waitFor(patience.next(after), reason);
            }
        }
    }

    /** A batch without an answer is sent again: if it was stored after all, its events are duplicates then. */
    private Reply send(byte[] body) throws InterruptedException {
        try {
            return endpoint.send(body);
        } catch (IOException e) {
            var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            // Without any answer so far the address is wrong rather than the service busy.
            return answered
                    ? new Reply.Later("no answer: " + reason, null)
                    : new Reply.Refused("no answer from " + endpoint + ": " + reason);
        }
    }

    private void waitFor(@Nullable Duration wait, String reason) throws InterruptedException {
        if (wait == null) {
            failure.compareAndSet(null, reason);
        } else {
            answered = true;
            if (!reason.equals(lastNotice.getAndSet(reason))) {
                notices.accept("Waiting: " + reason);
            }
            pause.sleep(wait);
        }
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }
}
