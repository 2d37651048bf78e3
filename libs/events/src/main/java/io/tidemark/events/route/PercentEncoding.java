package io.tidemark.events.route;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding of path segments, RFC 3986 section 6.2.2; what is not a valid escape is taken literally. */
final class PercentEncoding {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /** What the segment means, to recognise ids in it. */
    static String decode(String segment) {
        var utf8 = segment.getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream(utf8.length);
        for (var i = 0; i < utf8.length; i++) {
            if (utf8[i] == '%' && i + 2 < utf8.length && isHex(utf8[i + 1]) && isHex(utf8[i + 2])) {
                decoded.write(HexFormat.fromHexDigit(utf8[i + 1]) << 4 | HexFormat.fromHexDigit(utf8[i + 2]));
                i += 2;
            } else {
                decoded.write(utf8[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** One spelling: only what must be escaped is, in upper case. */
    static String normalise(String segment) {
        var uniform = new StringBuilder(segment.length());
        for (var i = 0; i < segment.length(); i++) {
            var c = segment.charAt(i);
            if (c != '%') {
                uniform.append(c);
            } else if (i + 2 < segment.length() && isHex(segment.charAt(i + 1)) && isHex(segment.charAt(i + 2))) {
                appendEscape(uniform, HexFormat.fromHexDigits(segment, i + 1, i + 3));
                i += 2;
            } else {
                // Left as it is, it could form an escape with what follows once that is decoded.
                uniform.append("%25");
            }
        }
        return uniform.toString();
    }

    private static void appendEscape(StringBuilder uniform, int octet) {
        if (isUnreserved(octet)) {
            uniform.append((char) octet);
        } else {
            uniform.append('%').append(HEX.toHexDigits((byte) octet));
        }
    }

    private static boolean isHex(int c) {
        return HexFormat.isHexDigit(c);
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }
}
