package io.tidemark.importer.send;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the API said to a batch. */
sealed interface Reply {

    record Stored(Receipt receipt) implements Reply {}

    /** Not now; perhaps with how long the API asked to be left alone. */
    record Later(String reason, @Nullable Duration after) implements Reply {}

    /** Never: sending the same again would not help. */
    record Refused(String reason) implements Reply {}
}
