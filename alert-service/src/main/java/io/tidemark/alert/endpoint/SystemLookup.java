package io.tidemark.alert.endpoint;

import io.quarkus.arc.DefaultBean;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The resolver of the operating system, which waits for a name server longer than we do. */
@DefaultBean
@ApplicationScoped
class SystemLookup implements Lookup {

    private static final int THREADS = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("lookup-", 0).factory());
    private final Duration timeout;

    SystemLookup(EndpointConfig config) {
        this.timeout = config.lookupTimeout();
    }

    @Override
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        var answer = threads.submit(() -> List.of(InetAddress.getAllByName(host)));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw unknown(host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    private static UnknownHostException unknown(String host, Exception cause) {
        var failure = new UnknownHostException(host);
        failure.initCause(cause);
        return failure;
    }
}
