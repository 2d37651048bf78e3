package io.tidemark.importer.line;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the times that access logs use, told apart by their shape. Remembers the last one: neighbours share it. */
final class Timestamps {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern EPOCH = Pattern.compile("\\d{1,16}(?:\\.\\d{1,9})?");

    /** Epoch seconds stay below this for 3,000 years, milliseconds have been above it since 1973. */
    private static final BigDecimal MILLIS = BigDecimal.valueOf(100_000_000_000L);

    private String lastText = "";
    private Instant last = Instant.EPOCH;

    Instant read(String text) throws MalformedLineException {
        if (!text.equals(lastText)) {
            try {
                last = parse(text);
                lastText = text;
            } catch (DateTimeException | ArithmeticException e) {
                throw MalformedLineException.unreadable("time", text);
            }
        }
        return last;
    }

    private static Instant parse(String text) {
        if (EPOCH.matcher(text).matches()) {
            return fromEpoch(new BigDecimal(text));
        }
        var format = text.indexOf('/') > 0 ? LOCAL : DateTimeFormatter.ISO_OFFSET_DATE_TIME;
        return OffsetDateTime.parse(text, format).toInstant();
    }

    private static Instant fromEpoch(BigDecimal number) {
        var seconds = number.compareTo(MILLIS) < 0 ? number : number.movePointLeft(3);
        var whole = seconds.toBigInteger().longValueExact();
        var nanos =
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
        return Instant.ofEpochSecond(whole, nanos);
    }
}
