package io.tidemark.alert.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with names in double braces. */
final class Template {

    private static final Pattern NAME = Pattern.compile("\\{\\{\\s*([A-Za-z][\\w.-]*)\\s*}}");
    private static final MathContext DIGITS = new MathContext(4);

    private Template() {}

    /** The text with values instead of names; those that there are not stay as they are. */
    static String fill(String text, Map<String, String> values) {
        return NAME.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /** A number for people: whole if it is large, with four digits if it is not. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "-" : value > 0 ? "∞" : "-∞";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
