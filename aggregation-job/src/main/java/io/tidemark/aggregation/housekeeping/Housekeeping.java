package io.tidemark.aggregation.housekeeping;

import io.tidemark.aggregation.run.Failures;
import jakarta.enterprise.context.ApplicationScoped;

/** The chores of the nightly run; each is tried even if another failed. */
@ApplicationScoped
public class Housekeeping {

    public static final int DAYS_AHEAD = 7;

    private final PartitionRepository partitions;
    private final ArrivalIds arrivalIds;

    Housekeeping(PartitionRepository partitions, ArrivalIds arrivalIds) {
        this.partitions = partitions;
        this.arrivalIds = arrivalIds;
    }

    /**
     * What was done.
     *
     * @param partitionsEnsured partitions of events that exist now, from yesterday's on
     */
    public record Chores(int partitionsEnsured, long arrivalIdsExpired) {}

    public Chores run(Failures failures) {
        var ensured = failures.attempt(
                "partitions", () -> partitions.ensure(DAYS_AHEAD).days(), 0);
        var expired = failures.attempt("arrival ids", arrivalIds::expire, 0L);
        return new Chores(ensured, expired);
    }
}
