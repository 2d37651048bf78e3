package io.tidemark.ingest.cardinality;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tier.OpenDimension;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/**
 * Learns the values of one tenant, one statement at a time: while one is under way, what others want gathers. So a
 * tenant that invents values keeps one connection busy at most, and nobody waiting but itself.
 */
final class Learning {

    /** When so many wait, their senders have given up: no more are taken until the database has caught up. */
    private static final int MAX_UNKNOWN = 50_000;

    /** The database is told no more at once; what is left out is told the next day. */
    private static final int MAX_TOLD = 10_000;

    private final UUID tenant;
    private final TenantValues known;
    private final Study study;
    private ToIntFunction<OpenDimension> caps = dimension -> 0;
    private Set<Value> unknown = new LinkedHashSet<>();
    private Set<Value> told = new HashSet<>();
    private CompletableFuture<Void> judged = new CompletableFuture<>();
    private boolean busy;

    Learning(UUID tenant, TenantValues known, Study study) {
        this.tenant = tenant;
        this.known = known;
        this.study = study;
    }

    TenantValues known() {
        return known;
    }

    /** Completes when the values are judged: those that are not known to be admitted then are not. */
    synchronized CompletableFuture<Void> learn(Set<Value> values, ToIntFunction<OpenDimension> currentCaps) {
        if (unknown.size() > MAX_UNKNOWN) {
            return CompletableFuture.failedFuture(new IllegalStateException("too many values wait to be judged"));
        }
        caps = currentCaps;
        unknown.addAll(values);
        var mine = judged;
        setOff();
        return mine;
    }

    /** Asks for the values, or tells that they were seen, some time soon. */
    synchronized void tell(Set<Value> values, ToIntFunction<OpenDimension> currentCaps) {
        caps = currentCaps;
        if (told.size() < MAX_TOLD) {
            told.addAll(values);
        }
        setOff();
    }

    private synchronized void setOff() {
        if (busy || (unknown.isEmpty() && told.isEmpty())) {
            return;
        }
        busy = true;
        var asked = unknown;
        var seen = told;
        var done = judged;
        unknown = new LinkedHashSet<>();
        told = new HashSet<>();
        judged = new CompletableFuture<>();
        Uni.createFrom()
                .deferred(() -> study.judge(new Study.Subject(tenant, known, caps), asked, seen))
                .subscribe()
                .with(answer -> arrive(() -> done.complete(null)), failure -> {
                    Log.warnf("Values of dimensions were not judged: %s", failure.toString());
                    arrive(() -> done.completeExceptionally(failure));
                });
    }

    private void arrive(Runnable announce) {
        synchronized (this) {
            busy = false;
            setOff();
        }
        announce.run();
    }
}
