package io.tidemark.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * What a question amounts to.
 *
 * @param shape the query's, except that a scalar that is grouped has become items
 * @param compare the same of the earlier range: of time series, as many buckets in the same order
 */
public record Answer(Shape shape, Data data, Meta meta, Optional<Answer> compare) {

    /** The same with more to be said. */
    public Answer withNotes(List<String> notes) {
        return new Answer(shape, data, meta.withNotes(notes), compare);
    }
}
