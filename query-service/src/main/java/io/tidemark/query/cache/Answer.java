package io.tidemark.query.cache;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The body of a 200.
 *
 * @param asOf a moment that the answer is not older than; to the microsecond
 * @param tag the entity tag: weak, for the same question computed twice has the same numbers at another time
 */
record Answer(Instant asOf, String tag, String body) {

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
}
