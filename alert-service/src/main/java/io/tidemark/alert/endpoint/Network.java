package io.tidemark.alert.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses in CIDR notation. */
record Network(InetAddress address, int prefix) {

    Network {
        if (prefix < 0 || prefix > address.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("not a prefix length of such an address: " + prefix);
        }
    }

    /**
     * Reads {@code 10.0.0.0/8}, or an address alone.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Network parse(String text) {
        var parts = text.strip().split("/", 2);
        // Only digits and colons: a name would be looked up.
        if (!parts[0].matches("[0-9a-fA-F.:]*[.:][0-9a-fA-F.:]*")) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        try {
            var address = InetAddress.getByName(parts[0]);
            var bits = address.getAddress().length * Byte.SIZE;
            return new Network(address, parts.length == 1 ? bits : Integer.parseInt(parts[1]));
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("not a network: " + text, e);
        }
    }

    boolean contains(InetAddress other) {
        var mine = address.getAddress();
        var its = other.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            var mask = 0x80 >> (bit % Byte.SIZE);
            if (((mine[bit / Byte.SIZE] ^ its[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
