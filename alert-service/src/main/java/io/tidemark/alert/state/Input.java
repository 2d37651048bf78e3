package io.tidemark.alert.state;

/** What an evaluation found, the rule's policies applied. */
public enum Input {
    /** The conditions hold. */
    BREACH,
    /** They do not. */
    CLEAR,
    /** There were no events to judge by. */
    NO_DATA,
    /** They could not be evaluated. */
    ERROR,
    /** Nothing that counts: all stays as it is. */
    KEEP
}
