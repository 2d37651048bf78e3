package io.tidemark.query.cache;

import java.time.Instant;
import java.util.Optional;

/**
 * The body of a 200.
 *
 * @param asOf a moment that the answer is not older than; to the millisecond
 */
record Answer(Instant asOf, String body) {

    /** As it is kept: the milliseconds, a line feed, the body. */
    String encode() {
        return asOf.toEpochMilli() + "\n" + body;
    }

    /** Empty if it is none of ours. */
    static Optional<Answer> decode(String text) {
        var end = text.indexOf('\n');
        try {
            return end < 0
                    ? Optional.empty()
                    : Optional.of(new Answer(
                            Instant.ofEpochMilli(Long.parseLong(text.substring(0, end))), text.substring(end + 1)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
