package io.tidemark.events.client;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

/** Classifies user agents, each one once. Thread-safe. */
public final class ClientClassifier {

    /** Longer ones are told from their beginning: it bounds what a hostile user agent costs in time and memory. */
    private static final int MAX_LENGTH = 512;

    private static final int CACHED = 10_000;

    private final LoadingCache<String, Client> clients =
            Caffeine.newBuilder().maximumSize(CACHED).build(UserAgents::classify);

    /** Never fails; what it does not recognise is unknown. */
    public Client classify(String userAgent) {
        return clients.get(userAgent.length() > MAX_LENGTH ? userAgent.substring(0, MAX_LENGTH) : userAgent);
    }
}
