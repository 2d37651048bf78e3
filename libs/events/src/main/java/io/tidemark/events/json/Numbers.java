package io.tidemark.events.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Numbers, without the parser's exceptions for those that are too large: these would end the whole body. */
final class Numbers {

    private static final int MAX_LENGTH = 100;
    private static final int MAX_EXPONENT_DIGITS = 3;

    /** As many digits as always fit a long. */
    private static final int SAFE_DIGITS = 18;

    private static final double MAX_EXACT = 1L << 53;

    private Numbers() {}

    static boolean isTooLong(JsonParser parser) throws IOException {
        return parser.getTextLength() > MAX_LENGTH;
    }

    /** {@code 3}, {@code 3.0} and {@code 3e2} are integers; null for what is not, or far out of range. */
    static @Nullable Long integer(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return parser.getTextLength() > SAFE_DIGITS ? null : (Long) parser.getLongValue();
        }
        if (isTooLong(parser)) {
            return null;
        }
        var value = parser.getDoubleValue();
        return value == Math.rint(value) && Math.abs(value) <= MAX_EXACT ? (Long) (long) value : null;
    }

    /** Whether the database's numeric type surely holds it: that has limits of its own, far beyond those of a double. */
    static boolean isStorable(String number) {
        if (number.length() > MAX_LENGTH) {
            return false;
        }
        var exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        if (exponent < 0) {
            return true;
        }
        var signed = number.charAt(exponent + 1) == '-' || number.charAt(exponent + 1) == '+';
        return number.length() - exponent - (signed ? 2 : 1) <= MAX_EXPONENT_DIGITS;
    }
}
