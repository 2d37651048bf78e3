package io.tidemark.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One kept-alive HTTP/1.1 connection that has at most one request on the way. */
final class Connection implements AutoCloseable {

    /** What came back, and how long it took since the request was due. */
    record Response(int status, String body, long nanos) {}

    private static final int LARGEST_RESPONSE = 1 << 18;
    private static final String HEAD_END = "\r\n\r\n";
    private static final String LENGTH = "content-length:";

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer response = ByteBuffer.allocate(LARGEST_RESPONSE);
    private ByteBuffer request = ByteBuffer.allocate(0);
    private long dueAt;

    Connection(InetSocketAddress address, Selector selector) throws IOException {
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends a request that was due at this moment of {@link System#nanoTime}, be it past. */
    void send(byte[] bytes, long due) throws IOException {
        request = ByteBuffer.wrap(bytes);
        response.clear();
        dueAt = due;
        write();
    }

    /**
     * To be called when the connection can go on; returns the response once it is whole. A refusal may come before
     * the request is sent to its end: the rest follows all the same, or it would be the start of the next request.
     */
    @Nullable
    Response proceed() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (key.isReadable()) {
            read();
        }
        return request.hasRemaining() ? null : parsed();
    }

    private void write() throws IOException {
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void read() throws IOException {
        if (channel.read(response) < 0) {
            throw new EOFException("the service closed a connection");
        }
    }

    private @Nullable Response parsed() throws IOException {
        var text = new String(response.array(), 0, response.position(), ISO_8859_1);
        int head = text.indexOf(HEAD_END);
        if (head < 0) {
            return null;
        }
        int body = head + HEAD_END.length();
        int end = body + contentLength(text.substring(0, head));
        return text.length() < end ? null : new Response(status(text), text.substring(body, end), age());
    }

    private static int status(String text) {
        return Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    private static int contentLength(String head) throws IOException {
        for (var line : head.lines().toList()) {
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                return Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        throw new IOException("a response without Content-Length: " + head);
    }

    private long age() {
        return System.nanoTime() - dueAt;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
