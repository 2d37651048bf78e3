package io.tidemark.quickstart.install;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Ports of the loopback interface. */
final class Ports {

    // Below the range that the system gives to outgoing connections, which could take a port between two looks.
    private static final int FIRST = 18_000;
    private static final int LAST = 30_000;

    private Ports() {}

    /** The preferred port if nobody has it, else a free one; never one of those taken. */
    static int freeUnless(@Nullable Integer preferred, Collection<Integer> taken) {
        if (preferred != null && !taken.contains(preferred) && isFree(preferred)) {
            return preferred;
        }
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (!taken.contains(port) && isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
