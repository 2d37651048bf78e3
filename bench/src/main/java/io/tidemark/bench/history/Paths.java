package io.tidemark.bench.history;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The paths that are counted by themselves: the first ones that come, as many as a tenant may have. */
final class Paths {

    /** What tiers allow by default. */
    private static final int CAP = 1_000;

    private final Set<String> admitted = ConcurrentHashMap.newKeySet();

    /** Whether the path is one too many. */
    boolean isFolded(@Nullable String path) {
        return path != null && !admitted.contains(path) && !admit(path);
    }

    private synchronized boolean admit(String path) {
        return admitted.contains(path) || (admitted.size() < CAP && admitted.add(path));
    }
}
