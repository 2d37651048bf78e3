package io.tidemark.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutageTest {

    static Stream<Throwable> outages() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new ClosedChannelException(),
                ClosedConnectionException.INSTANCE,
                new PgException("terminating connection", "FATAL", "57P01", null));
    }

    static Stream<Throwable> faults() {
        return Stream.of(
                new IOException("Stream closed"),
                new ZipException("Not in GZIP format"),
                new EOFException(),
                new FileNotFoundException(),
                new IllegalStateException(),
                new PgException("division by zero", "ERROR", "22012", null));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void whatGoesAwayByItselfIsAnOutageWhateverItIsWrappedIn(Throwable failure) {
        assertThat(Outage.causes(failure)).isTrue();
        assertThat(Outage.causes(new IllegalStateException(failure))).isTrue();
    }

    @Test
    void aConnectionThatBreaksWhileItIsWrittenToIsAnOutage() throws IOException {
        try (var server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var client = SocketChannel.open(server.getLocalAddress())) {
            server.accept().close();

            var failure = catchThrowable(() -> {
                while (true) {
                    client.write(ByteBuffer.allocate(100_000));
                }
            });

            assertThat(failure).isExactlyInstanceOf(IOException.class);
            assertThat(Outage.causes(failure)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatIsWrongWithARequestIsNot(Throwable failure) {
        assertThat(Outage.causes(failure)).isFalse();
    }
}
