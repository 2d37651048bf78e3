package io.tidemark.platform.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody does for a tenant.
 *
 * @param actor the subject of the token, or the name of the API key's principal
 * @param apiKeyId the API key, if the caller came with one
 * @param platform whether the caller administers the platform
 * @param target the id of what it is done to; never a secret
 */
public record Act(UUID tenant, String actor, @Nullable UUID apiKeyId, boolean platform, Action action, String target) {

    /** The same, done to something else. */
    public Act on(Object other) {
        return new Act(tenant, actor, apiKeyId, platform, action, other.toString());
    }

    /** Something else, done by the same. */
    public Act as(Action other) {
        return new Act(tenant, actor, apiKeyId, platform, other, target);
    }
}
