package io.tidemark.ingest.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.tidemark.events.client.Client;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ids of clients. Rows are added in a transaction of their own: one that no event refers to in the end does no
 * harm, while writers that added the same one within their flushes would wait for each other.
 */
@ApplicationScoped
public class ClientIds {

    /** Each tenant's clients are capped before they come here; this is for many that invent them together. */
    private static final long CAPACITY = 20_000;

    /** So many new clients at once are invented ones: the rest of them is folded. */
    private static final int MAX_NEW = 200;

    private final ClientRepository repository;
    private final Cache<Client, Integer> known =
            Caffeine.newBuilder().maximumSize(2 * CAPACITY).build();

    ClientIds(ClientRepository repository) {
        this.repository = repository;
    }

    /** Makes sure that {@link #idOf} knows all of these; done at once if it does. */
    public Uni<Void> learn(Collection<Client> distinct) {
        var unknown = distinct.stream()
                .filter(client -> !client.equals(Client.ABSENT) && known.getIfPresent(client) == null)
                .toList();
        if (unknown.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return repository
                .add(unknown.subList(0, Math.min(unknown.size(), MAX_NEW)), CAPACITY)
                .flatMap(added -> repository.find(unknown))
                .flatMap(found -> remember(unknown, found));
    }

    /** Null for a client of which nothing is known. */
    public @Nullable Integer idOf(Client client) {
        return client.equals(Client.ABSENT) ? null : known.getIfPresent(client);
    }

    private Uni<Void> remember(List<Client> wanted, Map<Client, Integer> found) {
        known.putAll(found);
        var homeless = new ArrayList<>(wanted);
        homeless.removeAll(found.keySet());
        if (homeless.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var folded = homeless.stream().map(Client::folded).distinct().toList();
        return repository
                .add(folded, Long.MAX_VALUE)
                .flatMap(added -> repository.find(folded))
                .invoke(ids ->
                        homeless.forEach(client -> known.put(client, Objects.requireNonNull(ids.get(client.folded())))))
                .replaceWithVoid();
    }
}
