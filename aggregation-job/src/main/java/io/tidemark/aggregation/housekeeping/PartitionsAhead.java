package io.tidemark.aggregation.housekeeping;

import io.tidemark.aggregation.run.Outcome;
import io.tidemark.aggregation.run.Runner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/** Partitions made by a run of their own, beside any other: PostgreSQL keeps two makers of one apart. */
@ApplicationScoped
public class PartitionsAhead {

    private final Runner runner;
    private final PartitionRepository partitions;

    PartitionsAhead(Runner runner, PartitionRepository partitions) {
        this.runner = runner;
        this.partitions = partitions;
    }

    public Outcome run(int daysAhead) {
        return runner.beside("partitions", () -> summary(partitions.ensure(daysAhead)));
    }

    private static Outcome summary(Ensured ensured) {
        var summary = new JsonObject()
                .put("from", ensured.from().toString())
                .put("to", ensured.to().toString())
                .put("partitionsEnsured", ensured.days())
                .put("partitionsCreated", ensured.created())
                .put("failures", new JsonArray());
        return new Outcome.Finished(summary, true);
    }
}
