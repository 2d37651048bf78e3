package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Measure;
import java.util.Optional;

/**
 * The groups that rank first; ties are in the order of their keys. In time series the others become one group, see {@link
 * Cell#rest()}; without buckets they are left out, see {@link Provenance#groups()}, and so are those for which the measure
 * is 0.
 *
 * @param by what is added up, or
 * @param per if present: what the sum is divided by
 */
public record Top(Measure by, Optional<Measure> per, boolean descending, int limit) {

    public Top {
        if (limit < 1) {
            throw new IllegalArgumentException("limit below 1");
        }
    }

    public static Top most(Measure by, int limit) {
        return new Top(by, Optional.empty(), true, limit);
    }

    /** Ranked by a mean or a rate. */
    public static Top highest(Measure sum, Measure count, int limit) {
        return new Top(sum, Optional.of(count), true, limit);
    }
}
