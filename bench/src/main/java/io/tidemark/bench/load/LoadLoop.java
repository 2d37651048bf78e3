package io.tidemark.bench.load;

import io.tidemark.bench.machine.ProcessClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Sends prepared requests over some connections, each as soon as its last one was answered: one thread for all. */
final class LoadLoop {

    private static final Pattern ACCEPTED = Pattern.compile("\"accepted\"\\s*:\\s*(\\d+)");

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final InetSocketAddress address;
    private final List<byte[]> requests;
    private final long[] nanos;
    private int sent;
    private int answered;
    private int failed;
    private String firstFailure = "";
    private long accepted;

    LoadLoop(InetSocketAddress address, List<byte[]> requests) {
        this.address = address;
        this.requests = requests;
        this.nanos = new long[requests.size()];
    }

    /** Opens the connections, waits for the signal, then sends everything. */
    LoadResult run(int connections, Runnable signal) throws IOException {
        try (var selector = Selector.open()) {
            var open = new ArrayList<Connection>();
            for (int i = 0; i < connections; i++) {
                open.add(new Connection(address, selector));
            }
            signal.run();
            return timed(selector, open);
        }
    }

    private LoadResult timed(Selector selector, List<Connection> connections) throws IOException {
        var clock = new ProcessClock(ProcessHandle.current().pid());
        double cpu = clock.seconds();
        long start = System.nanoTime();
        for (var connection : connections) {
            sendNext(connection);
        }
        while (answered < requests.size()) {
            if (selector.select(key -> proceed((Connection) key.attachment()), LONGEST_SILENCE.toMillis()) == 0) {
                throw new IOException("no connection moved for %d s; %d of %d requests were answered, %d refused: %s"
                        .formatted(LONGEST_SILENCE.toSeconds(), answered, requests.size(), failed, firstFailure));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        for (var connection : connections) {
            connection.close();
        }
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

    private void proceed(Connection connection) {
        try {
            var response = connection.proceed();
            if (response != null) {
                count(response);
                sendNext(connection);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
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

    private void sendNext(Connection connection) throws IOException {
        if (sent < requests.size()) {
            connection.send(requests.get(sent++));
        }
    }

    private double percentile(double share) {
        return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1L, (long) (share * nanos.length))] / 1e6;
    }
}
