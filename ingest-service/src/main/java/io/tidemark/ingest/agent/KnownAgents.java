package io.tidemark.ingest.agent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the database is known to hold about agents, so that it is told only news. Forgetting costs a needless upsert,
 * nothing else.
 */
@ApplicationScoped
public class KnownAgents {

    /** Another process that missed an agent's newer events takes an older name for news within this time only. */
    static final Duration CONFIRMATION = Duration.ofMinutes(1);

    private static final int CAPACITY = 50_000;
    private static final Duration MEMORY = Duration.ofHours(1);

    private final Cache<Key, Known> agents =
            Caffeine.newBuilder().maximumSize(CAPACITY).expireAfterWrite(MEMORY).build();

    /** One sighting of each agent, the one with the newest name. */
    public Collection<AgentSighting> distinct(Stream<AgentSighting> sightings) {
        Map<Key, AgentSighting> best = new HashMap<>();
        sightings.forEach(sighting -> best.merge(Key.of(sighting), sighting, AgentSighting::better));
        return best.values();
    }

    /** Those that the database should be told, sorted by tenant and agent. */
    public List<AgentSighting> news(Collection<AgentSighting> distinct) {
        return distinct.stream()
                .filter(this::isNews)
                .sorted(Comparator.comparing(AgentSighting::tenant).thenComparing(AgentSighting::id))
                .toList();
    }

    /** To be called when the news is committed, with the sightings by events that were new. */
    public void remember(Collection<AgentSighting> distinct) {
        for (var sighting : distinct) {
            var key = Key.of(sighting);
            var known = agents.getIfPresent(key);
            if (known == null || isNews(sighting)) {
                agents.put(key, new Known(sighting.name(), sighting.namedAt(), sighting.namedAt()));
            } else if (known.precedes(sighting)) {
                agents.put(key, new Known(known.name, known.storedAt, sighting.time()));
            }
        }
    }

    private boolean isNews(AgentSighting sighting) {
        var known = agents.getIfPresent(Key.of(sighting));
        if (known == null) {
            return true;
        }
        if (!known.precedes(sighting)) {
            return false;
        }
        return known.storedAt == null
                || !Objects.equals(sighting.name(), known.name)
                || sighting.time().isAfter(known.storedAt.plus(CONFIRMATION));
    }

    private record Key(UUID tenant, UUID agent) {

        static Key of(AgentSighting sighting) {
            return new Key(sighting.tenant(), sighting.id());
        }
    }

    /**
     * What was stored last, and until when the name was seen since.
     *
     * @param storedAt time of the name in the database
     * @param seenAt time of the newest event with that name
     */
    private record Known(
            @Nullable String name,
            @Nullable Instant storedAt,
            @Nullable Instant seenAt) {

        /** Of two names at the same time the one that arrives later, which is this sighting's, is the newer. */
        boolean precedes(AgentSighting sighting) {
            if (sighting.name() == null || seenAt == null) {
                return sighting.name() != null;
            }
            var order = sighting.time().compareTo(seenAt);
            return order > 0 || (order == 0 && !Objects.equals(sighting.name(), name));
        }
    }
}
