package io.tidemark.alert.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** A receiver of webhooks on a real socket, which behaves as a test wants it to. */
final class Receiver implements AutoCloseable {

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

    private Receiver(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
        Thread.ofVirtual().start(this::accept);
    }

    static Receiver start(Behaviour behaviour) {
        return startAt("127.0.0.1", behaviour);
    }

    static Receiver startAt(String address, Behaviour behaviour) {
        try {
            return new Receiver(new ServerSocket(0, 1000, InetAddress.getByName(address)), behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Receiver startTls(SSLContext context, Behaviour behaviour) {
        try {
            return new Receiver(
                    context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")),
                    behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with these statuses, one after the other; the last one stays. */
    static Behaviour statuses(int... statuses) {
        return (request, socket) -> {
            var status = statuses[Math.min(request.number(), statuses.length) - 1];
            answer(socket, "HTTP/1.1 " + status + " Whatever\r\nContent-Length: 2\r\n\r\nok");
        };
    }

    static void answer(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://" + server.getInetAddress().getHostAddress() + ":" + port() + "/hook?a=b";
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : List.copyOf(sockets)) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            String line;
            while ((line = line(in)) != null) {
                behaviour.answer(request(line, in), socket);
            }
        } catch (IOException e) {
            // The other side went away, or this one was told to.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Received request(String line, InputStream in) throws IOException {
        var headers = new HashMap<String, List<String>>();
        String header;
        while ((header = line(in)) != null && !header.isEmpty()) {
            var parts = header.split(": ?", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(parts[1]);
        }
        var length = Integer.parseInt(
                headers.getOrDefault("content-length", List.of("0")).getFirst());
        var body = new String(in.readNBytes(length), UTF_8);
        synchronized (received) {
            var request = new Received(line, Map.copyOf(headers), body, Instant.now(), received.size() + 1);
            received.add(request);
            return request;
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        int c;
        while ((c = in.read()) != '\n') {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** What a receiver does about a request. */
    interface Behaviour {

        void answer(Received request, Socket socket) throws IOException, InterruptedException;
    }

    /**
     * A request.
     *
     * @param number counts from 1
     */
    record Received(String line, Map<String, List<String>> headers, String body, Instant at, int number) {

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        HttpHeaders httpHeaders() {
            return HttpHeaders.of(headers, (name, value) -> true);
        }
    }
}
