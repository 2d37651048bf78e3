package io.tidemark.query.live;

/** What a viewer is told next. */
sealed interface Moment {

    /** The numbers of now: a {@link LiveUpdate} as JSON. */
    record Update(String json) implements Moment {}

    /** Nothing new, but the connection lives. */
    record Heartbeat() implements Moment {}

    /** There are no numbers at the moment; the code of the problem says why. */
    record Unavailable(String code) implements Moment {}

    /** The viewer may not see any more; the code of the problem says why. */
    record End(String code) implements Moment {}

    default boolean isLast() {
        return this instanceof End;
    }
}
