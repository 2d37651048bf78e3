package io.tidemark.ingest.cardinality;

/** What is to become of a value. */
enum Verdict {
    /** It is stored as it is. */
    ADMITTED,
    /** Likewise, and the database is to be told that it was seen. */
    ADMITTED_AND_TOLD,
    /** It is one too many. */
    FOLDED,
    /** Likewise, and the database is to be asked whether there is room again. */
    FOLDED_AND_ASKED,
    /** The database must be asked first. */
    UNKNOWN
}
