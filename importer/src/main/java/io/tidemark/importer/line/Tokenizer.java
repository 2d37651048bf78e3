package io.tidemark.importer.line;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits the part of a line behind the time at its spaces; quotes hold together what contains some. */
final class Tokenizer {

    /** @param key the name in front of {@code =}, if there was one */
    record Token(@Nullable String key, String value, boolean quoted) {}

    private final String line;
    private int at;

    Tokenizer(String line, int start) {
        this.line = line;
        this.at = start;
    }

    List<Token> tokens() throws MalformedLineException {
        var tokens = new ArrayList<Token>();
        while (skipSpaces()) {
            tokens.add(line.charAt(at) == '"' ? new Token(null, quoted(), true) : bare());
        }
        return tokens;
    }

    private boolean skipSpaces() {
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at < line.length();
    }

    /** A backslash always takes the next character with it: NGINX writes {@code \x22}, Apache {@code \"}. */
    private String quoted() throws MalformedLineException {
        int start = ++at;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '"') {
                return Escapes.decode(line.substring(start, at++));
            }
            at += c == '\\' ? 2 : 1;
        }
        throw new MalformedLineException("a quote is not closed");
    }

    private Token bare() throws MalformedLineException {
        int start = at;
        while (at < line.length() && line.charAt(at) != ' ') {
            if (line.charAt(at) == '=' && at + 1 < line.length() && line.charAt(at + 1) == '"') {
                var key = line.substring(start, at++);
                return new Token(key, quoted(), true);
            }
            at++;
        }
        joinTimes();
        var text = line.substring(start, at);
        int equals = text.indexOf('=');
        return equals > 0
                ? new Token(text.substring(0, equals), Escapes.decode(text.substring(equals + 1)), false)
                : new Token(null, Escapes.decode(text), false);
    }

    /** NGINX lists the times of several upstreams as {@code 0.010, 0.020 : 0.005}, unquoted. */
    private void joinTimes() {
        while (at < line.length() && (line.charAt(at - 1) == ',' || line.startsWith(" : ", at))) {
            int next = line.charAt(at - 1) == ',' ? at + 1 : at + 3;
            int end = line.indexOf(' ', next);
            at = end < 0 ? line.length() : end;
        }
    }
}
