package io.tidemark.alert.webhook;

import io.tidemark.alert.identifier.AscendingId;
import io.tidemark.alert.secret.Sealed;
import io.tidemark.alert.secret.SecretBox;
import io.tidemark.alert.signature.Scheme;
import io.tidemark.alert.signature.SigningKey;
import io.tidemark.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes keys, and opens those that are stored. */
@ApplicationScoped
public class Keys {

    private final SecretBox box;
    private final WebhookConfig config;

    Keys(SecretBox box, WebhookConfig config) {
        this.box = box;
        this.config = config;
    }

    Fresh create(UUID tenant, Scheme scheme) {
        var id = AscendingId.now();
        var key = scheme.newKey();
        var sealed = box.seal(tenant, id, key.material());
        return new Fresh(
                key, new StoredSecret(id, scheme, sealed, key.publicKey().orElse(null)));
    }

    /** A key as it was stored under that id. */
    public SigningKey open(UUID tenant, UUID id, Scheme scheme, Sealed sealed) {
        return scheme.key(box.open(tenant, id, sealed));
    }

    /** How long replaced keys still sign. */
    Duration overlap(@Nullable Duration wanted) {
        if (wanted == null) {
            return config.overlap();
        }
        if (wanted.isNegative() || wanted.compareTo(config.longestOverlap()) > 0) {
            throw ProblemException.invalid("overlap", "must be from PT0S to " + config.longestOverlap());
        }
        return wanted;
    }

    /** A key to show once, and what is kept of it. */
    record Fresh(SigningKey key, StoredSecret stored) {}
}
