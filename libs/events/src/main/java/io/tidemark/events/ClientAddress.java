package io.tidemark.events;

import org.jspecify.annotations.Nullable;

/**
 * A client address such that one client has one: ports and zones stripped, IPv4 in IPv6 unwrapped, and IPv6 cut to the
 * /64 that a household gets, within which devices change their address at will.
 */
final class ClientAddress {

    private static final int GROUPS = 8;
    private static final long MAPPED = 0xFFFFL;

    private ClientAddress() {}

    /** Null when the text is no address. Names are never looked up. */
    static @Nullable String normalise(String text) {
        if (text.startsWith("[")) {
            var end = text.indexOf(']');
            return end < 0 || !isPort(text, end + 1) ? null : v6(text, 1, end);
        }
        var colon = text.indexOf(':');
        if (colon >= 0 && text.indexOf(':', colon + 1) >= 0) {
            return v6(text, 0, text.length());
        }
        var end = colon < 0 ? text.length() : colon;
        return isPort(text, end) && parseV4(text, 0, end) >= 0 ? text.substring(0, end) : null;
    }

    private static boolean isPort(String text, int from) {
        if (from == text.length()) {
            return true;
        }
        if (text.charAt(from) != ':' || text.length() - from > 6 || text.length() - from < 2) {
            return false;
        }
        for (var i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The 32 bits, or negative: four decimal numbers without leading zeros, which some readers take for octal. */
    private static long parseV4(String text, int from, int to) {
        var bits = 0L;
        var octets = 0;
        var at = from;
        while (octets < 4) {
            var end = at;
            var octet = 0;
            while (end < to && end - at < 3 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                octet = octet * 10 + text.charAt(end++) - '0';
            }
            if (end == at || octet > 255 || (end - at > 1 && text.charAt(at) == '0')) {
                return -1;
            }
            bits = bits << 8 | octet;
            octets++;
            if (octets < 4 && (end >= to || text.charAt(end) != '.')) {
                return -1;
            }
            at = end + 1;
        }
        return at == to + 1 ? bits : -1;
    }

    private static @Nullable String v6(String text, int from, int to) {
        var zone = text.indexOf('%', from);
        var groups = parseV6(text, from, zone >= 0 && zone < to ? zone : to);
        if (groups == null) {
            return null;
        }
        var high = bits(groups, 0);
        var low = bits(groups, 4);
        if (high == 0 && low >>> 32 == MAPPED) {
            return (low >>> 24 & 255) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
        }
        return Long.toHexString(high) + "/64";
    }

    private static long bits(int[] groups, int from) {
        return (long) groups[from] << 48
                | (long) groups[from + 1] << 32
                | (long) groups[from + 2] << 16
                | groups[from + 3];
    }

    private static int @Nullable [] parseV6(String text, int from, int to) {
        var gap = text.indexOf("::", from);
        if (gap < 0 || gap >= to) {
            var groups = new int[GROUPS];
            return parseGroups(text, from, to, groups) == GROUPS ? groups : null;
        }
        var head = new int[GROUPS];
        var tail = new int[GROUPS];
        var before = gap == from ? 0 : parseGroups(text, from, gap, head);
        var after = gap + 2 == to ? 0 : parseGroups(text, gap + 2, to, tail);
        if (before < 0 || after < 0 || before + after >= GROUPS) {
            return null;
        }
        System.arraycopy(tail, 0, head, GROUPS - after, after);
        return head;
    }

    /** How many groups there are between colons, or negative. */
    private static int parseGroups(String text, int from, int to, int[] groups) {
        var count = 0;
        var at = from;
        while (count < GROUPS) {
            var colon = text.indexOf(':', at);
            var end = colon < 0 || colon > to ? to : colon;
            // At the end of the address, but not before a gap, the last two groups may be written as IPv4.
            if (end == to && !text.startsWith("::", to) && count <= GROUPS - 2 && hasDot(text, at, to)) {
                var v4 = parseV4(text, at, to);
                groups[count] = (int) (v4 >>> 16);
                groups[count + 1] = (int) (v4 & 0xFFFF);
                return v4 < 0 ? -1 : count + 2;
            }
            var group = hex(text, at, end);
            if (group < 0) {
                return -1;
            }
            groups[count++] = group;
            if (end == to) {
                return count;
            }
            at = end + 1;
        }
        return -1;
    }

    private static boolean hasDot(String text, int from, int to) {
        var dot = text.indexOf('.', from);
        return dot >= 0 && dot < to;
    }

    private static int hex(String text, int from, int to) {
        if (to <= from || to - from > 4) {
            return -1;
        }
        var value = 0;
        for (var i = from; i < to; i++) {
            var digit = Hex.digit(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
