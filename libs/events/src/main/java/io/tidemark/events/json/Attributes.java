package io.tidemark.events.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Copies the attributes of one event as compact JSON, and finds what the database would refuse or lose. */
final class Attributes {

    private static final int MAX_BYTES = 8 * 1024;
    private static final int MAX_DEPTH = 8;
    private static final String TOO_LARGE = "must have at most 8 KiB of compact JSON";

    private final JsonParser parser;
    private final StringBuilder text = new StringBuilder();
    private @Nullable String flaw;

    /** The parser stands at the start of the object. */
    Attributes(JsonParser parser) {
        this.parser = parser;
    }

    /** To be kept only if there is no {@link #flaw}. */
    String read() throws IOException {
        object(1);
        if (utf8Length() > MAX_BYTES) {
            note(TOO_LARGE);
        }
        return text.toString();
    }

    @Nullable
    String flaw() {
        return flaw;
    }

    private void object(int depth) throws IOException {
        var names = new HashSet<String>();
        text.append('{');
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (!names.isEmpty()) {
                text.append(',');
            }
            if (!names.add(name)) {
                note("must not have the same key twice");
            }
            parser.nextToken();
            if (isWithinLimits(name.length())) {
                quoted(name);
                text.append(':');
                value(depth);
            } else {
                names.clear();
                parser.skipChildren();
            }
        }
        text.append('}');
    }

    private void array(int depth) throws IOException {
        var first = true;
        text.append('[');
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!first) {
                text.append(',');
            }
            first = false;
            value(depth);
        }
        text.append(']');
    }

    private void value(int depth) throws IOException {
        var token = parser.currentToken();
        if (token.isStructStart() && depth == MAX_DEPTH) {
            note("must be nested at most " + MAX_DEPTH + " deep");
        }
        if (flaw != null || !isWithinLimits(token.isStructStart() ? 0 : parser.getTextLength())) {
            parser.skipChildren();
            return;
        }
        switch (token) {
            case START_OBJECT -> object(depth + 1);
            case START_ARRAY -> array(depth + 1);
            case VALUE_STRING -> quoted(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            default -> text.append(parser.getText());
        }
    }

    private void number(String number) {
        if (!Numbers.isStorable(number)) {
            note("must not have numbers of more than 100 digits or 3 digits of exponent");
        }
        text.append(number);
    }

    private void quoted(String string) {
        var wrong = Text.flaw(string);
        if (wrong != null) {
            note(wrong);
        }
        text.append('"');
        for (var i = 0; i < string.length(); i++) {
            var c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /** Nothing more is copied or remembered beyond the limit. */
    private boolean isWithinLimits(int more) {
        if (text.length() + more <= MAX_BYTES) {
            return flaw == null;
        }
        note(TOO_LARGE);
        return false;
    }

    private void note(String wrong) {
        if (flaw == null) {
            flaw = wrong;
        }
    }

    private int utf8Length() {
        var bytes = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            // Each half of a surrogate pair stands for two of the four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
