package io.tidemark.bench.load;

import io.tidemark.bench.machine.ProcessClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sends requests over some connections, one thread for all: each connection's next one as soon as its last one was
 * answered, or at a steady rate. Then a request that finds all connections busy is late, and its latency counts from when
 * it was due.
 */
final class LoadLoop {

    private static final Pattern ACCEPTED = Pattern.compile("\"accepted\"\\s*:\\s*(\\d+)");

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final InetSocketAddress address;
    private final RequestSource requests;
    private final long intervalNanos;
    private final long[] nanos;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private int sent;
    private int answered;
    private int failed;
    private String firstFailure = "";
    private long accepted;

    /** @param perSecond requests; 0 sends as fast as they are answered */
    LoadLoop(InetSocketAddress address, RequestSource requests, double perSecond) {
        this.address = address;
        this.requests = requests;
        this.intervalNanos = perSecond == 0 ? 0 : Math.round(1e9 / perSecond);
        this.nanos = new long[requests.count()];
    }

    /** Opens the connections, waits for the signal, then sends everything. */
    LoadResult run(int connections, Runnable signal) throws IOException {
        try (var selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                idle.add(new Connection(address, selector));
            }
            var open = List.copyOf(idle);
            signal.run();
            var result = timed(selector);
            for (var connection : open) {
                connection.close();
            }
            return result;
        }
    }

    private LoadResult timed(Selector selector) throws IOException {
        var clock = new ProcessClock(ProcessHandle.current().pid());
        double cpu = clock.seconds();
        long start = System.nanoTime();
        long lastMove = start;
        while (answered < nanos.length) {
            sendDue(start);
            if (selector.select(key -> proceed((Connection) key.attachment()), patienceMillis(start)) > 0) {
                lastMove = System.nanoTime();
            } else if (answered < sent && System.nanoTime() - lastMove > LONGEST_SILENCE.toNanos()) {
                throw new IOException("no connection moved for %d s; %d of %d requests were answered, %d refused: %s"
                        .formatted(LONGEST_SILENCE.toSeconds(), answered, nanos.length, failed, firstFailure));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(nanos);
        return new LoadResult(
                answered,
                accepted,
                failed,
                firstFailure,
                seconds,
                clock.seconds() - cpu,
                percentile(0.5),
                percentile(0.99));
    }

    private void sendDue(long start) throws IOException {
        while (sent < nanos.length && !idle.isEmpty() && due(start) <= System.nanoTime()) {
            long due = intervalNanos == 0 ? System.nanoTime() : due(start);
            idle.remove().send(requests.next(), due);
            sent++;
        }
    }

    /** When the next request is. */
    private long due(long start) {
        return start + sent * intervalNanos;
    }

    private long patienceMillis(long start) {
        if (sent == nanos.length || idle.isEmpty()) {
            return LONGEST_SILENCE.toMillis() + 1;
        }
        return Math.max(1, (due(start) - System.nanoTime()) / 1_000_000);
    }

    private void proceed(Connection connection) {
        try {
            var response = connection.proceed();
            if (response != null) {
                count(response);
                idle.add(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(Connection.Response response) {
        nanos[answered++] = response.nanos();
        var matcher = ACCEPTED.matcher(response.body());
        if (response.status() == 200 && matcher.find()) {
            accepted += Long.parseLong(matcher.group(1));
        } else {
            firstFailure = failed++ == 0 ? response.status() + " " + response.body() : firstFailure;
        }
    }

    private double percentile(double share) {
        return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1L, (long) (share * nanos.length))] / 1e6;
    }
}
