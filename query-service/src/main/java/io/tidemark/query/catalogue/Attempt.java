package io.tidemark.query.catalogue;

import io.tidemark.catalogue.Question;
import io.tidemark.query.cache.Asked;

/** How far one of several questions came; one that fails does not fail the others. */
sealed interface Attempt {

    /** It can be read. */
    record Sent(QueryRequest request) implements Attempt {}

    /** It makes sense, if there is such a query. */
    record Understood(Query query) implements Attempt {}

    /** There is such a query. */
    record Known(Question question, Asked asked) implements Attempt {}

    /** It cannot be answered. */
    record Refused(Throwable cause) implements Attempt {}
}
