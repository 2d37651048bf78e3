package io.tidemark.events.referrer;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;

/** What kind of place a visitor came from. */
public enum ReferrerClass {
    /** No referrer, or none that names a host. */
    DIRECT("d"),
    /** The same host or one of its sub-domains. */
    INTERNAL("i"),
    SEARCH("s"),
    SOCIAL("o"),
    EXTERNAL("e");

    private final String code;
    private final String text = name().toLowerCase(Locale.ROOT);

    ReferrerClass(String code) {
        this.code = code;
    }

    /** As stored. */
    public String code() {
        return code;
    }

    /** As shown. */
    public String text() {
        return text;
    }

    /** An SQL expression for what is shown of a stored code; NULL of NULL. */
    public static String textOf(String column) {
        return Arrays.stream(values())
                .map(value -> "WHEN '%s' THEN '%s'".formatted(value.code, value.text))
                .collect(joining(" ", "CASE " + column + " ", " END"));
    }
}
