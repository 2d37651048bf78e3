package io.tidemark.bench.load;

import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Requests, ready to be sent. */
final class RequestSource {

    /** Few: what waits is copied by each garbage collection, at the cost of what is measured. */
    private static final int AHEAD = 16;

    private final int count;
    private final Iterator<byte[]> requests;

    private RequestSource(int count, Iterator<byte[]> requests) {
        this.count = count;
        this.requests = requests;
    }

    /** All prepared now. */
    static RequestSource prepared(int count, Supplier<byte[]> generator) {
        return new RequestSource(
                count, Stream.generate(generator).limit(count).toList().iterator());
    }

    /** Prepared by a thread of its own, some requests ahead. */
    static RequestSource ahead(int count, Supplier<byte[]> generator) {
        var queue = new ArrayBlockingQueue<byte[]>(AHEAD);
        var producer = new Thread(() -> {
            for (int i = 0; i < count; i++) {
                put(queue, generator.get());
            }
        });
        producer.setDaemon(true);
        producer.start();
        return new RequestSource(
                count, Stream.generate(() -> take(queue)).limit(count).iterator());
    }

    int count() {
        return count;
    }

    byte[] next() {
        return requests.next();
    }

    private static void put(ArrayBlockingQueue<byte[]> queue, byte[] request) {
        try {
            queue.put(request);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] take(ArrayBlockingQueue<byte[]> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
