package io.tidemark.query.cache;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The body of a 200.
 *
 * @param asOf a moment that the answer is not older than; to the microsecond
 * @param tag the entity tag: weak, for the same question computed twice has the same numbers at another time
 */
record Answer(Instant asOf, String tag, String body) {

    private static final Pattern HEAD = Pattern.compile("([0-9]{1,18}) (W/\"[0-9a-f-]{36}\")");
    private static final int LONGEST_HEAD = 64;

    /** A new answer, with a tag made from its body. */
    static Answer of(Instant asOf, String body) {
        return new Answer(asOf.truncatedTo(ChronoUnit.MICROS), tag(body), body);
    }

    static String tag(String body) {
        return "W/\"" + UUID.nameUUIDFromBytes(body.getBytes(StandardCharsets.UTF_8)) + "\"";
    }

    long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, asOf);
    }

    /** As it is kept: the microseconds, a space, the tag, a line feed, the body. */
    String encode() {
        return micros() + " " + tag + "\n" + body;
    }

    /** Empty if it is none of ours. */
    static Optional<Answer> decode(String text) {
        var end = text.indexOf('\n');
        if (end < 0 || end > LONGEST_HEAD) {
            return Optional.empty();
        }
        var head = HEAD.matcher(text.substring(0, end));
        return head.matches()
                ? Optional.of(new Answer(
                        Instant.EPOCH.plus(Long.parseLong(head.group(1)), ChronoUnit.MICROS),
                        head.group(2),
                        text.substring(end + 1)))
                : Optional.empty();
    }
}
