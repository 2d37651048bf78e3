package io.tidemark.alert.secret;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The keys that secrets are encrypted with. */
@ConfigMapping(prefix = "tidemark.secrets")
interface SecretConfig {

    /**
     * {@code id:key} each, the key being 32 random bytes in base64. The first one encrypts; the others still decrypt
     * what they encrypted, until it is rotated. By the environment only: {@code TIDEMARK_SECRETS_KEYS}.
     */
    Optional<List<String>> keys();
}
