package io.tidemark.alert.webhook;

import io.tidemark.alert.secret.Sealed;
import io.tidemark.alert.signature.Scheme;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key of a webhook, as it is stored. */
record StoredSecret(
        UUID id, Scheme scheme, Sealed sealed, @Nullable String publicKey) {}
