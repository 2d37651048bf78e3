package io.tidemark.alert.endpoint;

import java.net.InetAddress;
import java.util.List;

/** Where the name of an endpoint leads to at this moment. */
public sealed interface Resolution {

    /** The addresses, all of them permitted. What is connected to must be one of these, not the name. */
    record Permitted(List<InetAddress> addresses) implements Resolution {

        public Permitted {
            addresses = List.copyOf(addresses);
        }

        /** The address for an attempt: the next one in turn, so that one that is down does not fail all attempts. */
        public InetAddress address(int attempt) {
            return addresses.get(Math.floorMod(attempt - 1, addresses.size()));
        }
    }

    /**
     * It leads where nothing is sent.
     *
     * @param reason completes the sentence "url …"
     */
    record Refused(String reason) implements Resolution {}

    /** The name has no address, or nobody could say. */
    record Unresolved(String reason) implements Resolution {}
}
