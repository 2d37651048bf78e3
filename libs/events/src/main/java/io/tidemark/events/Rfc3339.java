package io.tidemark.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Strict RFC 3339 timestamps with any offset, cut to microseconds. Stricter than the parsers of the JDK in some places
 * (they take {@code 24:00}, or no seconds) and laxer in others ({@code t} and {@code z}, any number of decimals).
 */
public final class Rfc3339 {

    private static final int FRACTION = 19;

    private Rfc3339() {}

    /** Throws a {@link DateTimeException} whose message completes "the field …". */
    public static Instant parse(String text) {
        if (text.length() <= FRACTION || !punctuated(text)) {
            throw malformed();
        }
        var day = day(text);
        var seconds = secondOfDay(text);
        var end = endOfFraction(text);
        var micros = end == FRACTION ? 0 : micros(text, end);
        return Instant.ofEpochSecond(day.toEpochDay() * 86_400 + seconds - offset(text, end), micros * 1000L);
    }

    private static boolean punctuated(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (text.charAt(10) | 0x20) == 't'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static LocalDate day(String text) {
        var year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
        try {
            return LocalDate.of(year, twoDigits(text, 5), twoDigits(text, 8));
        } catch (DateTimeException e) {
            throw new DateTimeException("names a day that does not exist", e);
        }
    }

    private static int secondOfDay(String text) {
        var hour = twoDigits(text, 11);
        var minute = twoDigits(text, 14);
        var second = twoDigits(text, 17);
        if (second == 60) {
            throw new DateTimeException("is a leap second, which is not supported: send the second before or after");
        }
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("names a time of day that does not exist");
        }
        return hour * 3600 + minute * 60 + second;
    }

    private static int endOfFraction(String text) {
        if (text.charAt(FRACTION) != '.') {
            return FRACTION;
        }
        var end = FRACTION + 1;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        if (end == FRACTION + 1) {
            throw malformed();
        }
        return end;
    }

    private static int micros(String text, int end) {
        var micros = 0;
        for (var i = 0; i < 6; i++) {
            var at = FRACTION + 1 + i;
            micros = micros * 10 + (at < end ? text.charAt(at) - '0' : 0);
        }
        return micros;
    }

    private static int offset(String text, int from) {
        var length = text.length() - from;
        if (length == 1 && (text.charAt(from) | 0x20) == 'z') {
            return 0;
        }
        if (length != 6 || text.charAt(from + 3) != ':') {
            throw malformed();
        }
        var hours = twoDigits(text, from + 1);
        var minutes = twoDigits(text, from + 4);
        if (hours > 23 || minutes > 59) {
            throw new DateTimeException("has an offset that does not exist");
        }
        var seconds = hours * 3600 + minutes * 60;
        return switch (text.charAt(from)) {
            case '+' -> seconds;
            case '-' -> -seconds;
            default -> throw malformed();
        };
    }

    private static int twoDigits(String text, int at) {
        var tens = text.charAt(at);
        var ones = text.charAt(at + 1);
        if (!isDigit(tens) || !isDigit(ones)) {
            throw malformed();
        }
        return (tens - '0') * 10 + ones - '0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static DateTimeException malformed() {
        return new DateTimeException("must be an RFC 3339 time such as 2026-11-20T09:30:00.5+01:00");
    }
}
