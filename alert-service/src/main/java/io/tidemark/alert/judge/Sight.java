package io.tidemark.alert.judge;

import io.tidemark.alert.question.Reading;

/** What a look brought. */
public sealed interface Sight {

    /** An answer. */
    record Seen(Reading reading) implements Sight {}

    /** None, for that cause. */
    record Blind(String cause) implements Sight {}
}
