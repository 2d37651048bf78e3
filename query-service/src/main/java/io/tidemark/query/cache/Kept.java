package io.tidemark.query.cache;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An answer as Redis has it, with the key that it is kept under. What is read is told apart by this key, never by its
 * place among the replies: of several keys a client of Redis Cluster asks several nodes, and may mix up the order (see
 * <a href="https://github.com/vert-x3/vertx-redis-client/issues/537">vertx-redis-client#537</a>).
 */
record Kept(String key, Answer answer) {

    private static final Pattern HEAD = Pattern.compile("([0-9]{1,18}) (W/\"[0-9a-f-]{36}\") (\\S+)");
    private static final int LONGEST_HEAD = 512;

    /** The microseconds, the tag and the key with a space between them, a line feed, the body. */
    String encode() {
        return answer.micros() + " " + answer.tag() + " " + key + "\n" + answer.body();
    }

    /** Empty if it is none of ours. */
    static Optional<Kept> decode(String text) {
        var end = text.indexOf('\n');
        if (end < 0 || end > LONGEST_HEAD) {
            return Optional.empty();
        }
        var head = HEAD.matcher(text.substring(0, end));
        return head.matches()
                ? Optional.of(new Kept(
                        head.group(3),
                        new Answer(
                                Instant.EPOCH.plus(Long.parseLong(head.group(1)), ChronoUnit.MICROS),
                                head.group(2),
                                text.substring(end + 1))))
                : Optional.empty();
    }
}
