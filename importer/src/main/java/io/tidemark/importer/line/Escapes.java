package io.tidemark.importer.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * Undoes the escaping of NGINX ({@code \xHH} for quotes, backslashes and bytes outside printable ASCII) and Apache
 * (the same, and {@code \"}, {@code \\}, {@code \n}, {@code \t}, …), then reads the bytes as UTF-8.
 */
final class Escapes {

    private Escapes() {}

    /** @param text one char per byte; bytes that are not UTF-8 become U+FFFD */
    static String decode(String text) {
        return isPlain(text) ? text : new String(bytes(text), UTF_8);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c > 0x7e) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                bytes.write(c);
            } else if (text.charAt(i + 1) == 'x' && hex(text, i + 2) >= 0) {
                bytes.write(hex(text, i + 2));
                i += 3;
            } else {
                i++;
                writeNamed(bytes, text.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(String text, int at) {
        if (at + 1 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static void writeNamed(ByteArrayOutputStream bytes, char name) {
        switch (name) {
            case '"', '\\' -> bytes.write(name);
            case 'n' -> bytes.write('\n');
            case 'r' -> bytes.write('\r');
            case 't' -> bytes.write('\t');
            case 'b' -> bytes.write('\b');
            case 'v' -> bytes.write(0x0b);
            case 'f' -> bytes.write('\f');
            default -> {
                bytes.write('\\');
                bytes.write(name);
            }
        }
    }
}
