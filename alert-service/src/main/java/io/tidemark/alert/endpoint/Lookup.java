package io.tidemark.alert.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host; tests put their own in its place. */
@FunctionalInterface
public interface Lookup {

    /** At least one address, the preferred one first. */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
