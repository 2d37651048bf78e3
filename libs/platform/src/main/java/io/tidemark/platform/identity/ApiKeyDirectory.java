package io.tidemark.platform.identity;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.cache.Batches;
import io.tidemark.platform.cache.FreshCache;
import io.tidemark.platform.cache.Freshness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** API keys by hash, as they were at most two seconds ago. However many wrong keys come, one query is under way. */
@ApplicationScoped
class ApiKeyDirectory {

    private static final int BATCH = 500;
    private static final int WAITING = 10_000;

    private final FreshCache<KeyHash, StoredKey> keys;

    ApiKeyDirectory(ApiKeyRepository repository) {
        var batches = new Batches<>(BATCH, WAITING, repository::findAll);
        this.keys = new FreshCache<>(Freshness.CREDENTIALS, batches::find);
    }

    /** A key that is not revoked; it may have expired. */
    Uni<Optional<StoredKey>> find(KeyHash hash) {
        return keys.get(hash);
    }
}
