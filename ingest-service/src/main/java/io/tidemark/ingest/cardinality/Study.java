package io.tidemark.ingest.cardinality;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.ingest.cardinality.DimensionRepository.Admitted;
import io.tidemark.platform.tier.OpenDimension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Asks the database and notes what it says. */
final class Study {

    private final DimensionRepository repository;
    private final Fingerprints fingerprints;
    private final LongSupplier nanos;
    private final long recheckNanos;
    private final int statementValues;

    Study(DimensionRepository repository, Fingerprints fingerprints, LongSupplier nanos, CardinalityConfig config) {
        this.repository = repository;
        this.fingerprints = fingerprints;
        this.nanos = nanos;
        this.recheckNanos = config.recheck().toNanos();
        this.statementValues = config.statementValues();
    }

    /** What is asked for a tenant, and where the answers go. */
    record Subject(UUID tenant, TenantValues known, ToIntFunction<OpenDimension> caps) {}

    /**
     * Completes when all is judged, in as many statements as it takes: what is not known to be admitted then is not.
     *
     * @param unknown no longer asked for once its dimension is full
     * @param told asked for in any case
     */
    Uni<Void> judge(Subject subject, Set<Value> unknown, Set<Value> told) {
        var chunk = new ArrayList<Value>();
        move(told, chunk, value -> true);
        move(unknown, chunk, value -> of(subject, value).isUnknown(fingerprints.of(value.text())));
        if (chunk.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return repository
                .admit(subject.tenant(), chunk, subject.caps())
                .flatMap(answers -> note(subject, chunk, answers))
                .flatMap(noted -> judge(subject, unknown, told));
    }

    /** Moves values to the chunk while it has room; those that are not wanted any more are dropped. */
    private void move(Set<Value> waiting, List<Value> chunk, Predicate<Value> wanted) {
        var values = waiting.iterator();
        while (values.hasNext() && chunk.size() < statementValues) {
            var value = values.next();
            values.remove();
            if (wanted.test(value)) {
                chunk.add(value);
            }
        }
    }

    private Uni<Void> note(Subject subject, List<Value> asked, List<Admitted> answers) {
        var refused = new HashSet<>(asked);
        for (var answer : answers) {
            answer.values().forEach(text -> refused.remove(new Value(answer.dimension(), text)));
        }
        refused.forEach(value -> forgetIfKnown(subject, value));
        for (var answer : answers) {
            var dimension = subject.known().of(answer.dimension());
            dimension.confirm(answer.fullSince());
            answer.values().forEach(text -> dimension.admit(fingerprints.of(text)));
        }
        return Multi.createFrom()
                .items(refused.stream().map(Value::dimension).distinct())
                .filter(dimension -> !subject.known().of(dimension).isFull())
                .onItem()
                .transformToUniAndConcatenate(dimension -> fill(subject, dimension))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** A value that was known and is refused was freed meanwhile, and its place was taken. */
    private void forgetIfKnown(Subject subject, Value value) {
        var dimension = of(subject, value);
        if (dimension.isTouched(fingerprints.of(value.text()))) {
            dimension.forget();
        }
    }

    private Uni<Void> fill(Subject subject, OpenDimension dimension) {
        return repository
                .get(subject.tenant(), dimension)
                .invoke(all -> {
                    var values = new FingerprintSet();
                    all.values().forEach(text -> values.add(fingerprints.of(text)));
                    if (all.fullSince() != null) {
                        subject.known().of(dimension).fill(values, all.fullSince(), nanos.getAsLong(), recheckNanos);
                    }
                })
                .replaceWithVoid();
    }

    private static KnownDimension of(Subject subject, Value value) {
        return subject.known().of(value.dimension());
    }
}
