package io.tidemark.alert.endpoint;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells public addresses from all others, by the special-purpose registries of IANA. An IPv6 address is public only
 * within the global unicast range and outside of what is carved out of it; one that is an IPv4 address in disguise is
 * judged as that.
 */
final class AddressPolicy {

    private static final List<Network> SPECIAL_IPV4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // The host of a virtual machine in Azure, which answers to this public address.
            "168.63.129.16/32");

    private static final Network GLOBAL_IPV6 = Network.parse("2000::/3");

    // Protocol assignments (Teredo among them), documentation, 6to4. NAT64, SRv6, discard-only, unique and link-local
    // addresses are outside of the global range.
    private static final List<Network> SPECIAL_IPV6 = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static final int IPV6_BYTES = 16;
    private static final int MAPPED_PREFIX = 12;

    private final List<Network> allowed;

    /** @param allowed networks that may be reached although they are not public */
    AddressPolicy(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    boolean permits(InetAddress address) {
        return isAllowed(address) || isPublic(address);
    }

    /** Whether the address may be reached because of the configuration alone. */
    boolean isAllowed(InetAddress address) {
        var canonical = canonical(address);
        return allowed.stream().anyMatch(network -> network.contains(canonical));
    }

    private static boolean isPublic(InetAddress address) {
        var canonical = canonical(address);
        if (canonical instanceof Inet4Address) {
            return SPECIAL_IPV4.stream().noneMatch(network -> network.contains(canonical));
        }
        return GLOBAL_IPV6.contains(canonical)
                && SPECIAL_IPV6.stream().noneMatch(network -> network.contains(canonical));
    }

    /** An IPv4 address if this is one that is mapped into IPv6; most of Java does this by itself, a resolver may not. */
    private static InetAddress canonical(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != IPV6_BYTES) {
            return address;
        }
        for (int i = 0; i < MAPPED_PREFIX; i++) {
            if (bytes[i] != (i < MAPPED_PREFIX - 2 ? 0 : (byte) 0xff)) {
                return address;
            }
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, MAPPED_PREFIX, IPV6_BYTES));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }
}
