package io.tidemark.alert.signature;

import java.util.Optional;

/** What signs the webhooks of one endpoint. Its text form never shows the key. */
public sealed interface SigningKey permits HmacKey, Ed25519Key {

    Scheme scheme();

    /** The bytes to store, sealed. */
    byte[] material();

    /** The key as its owner is shown it, once: {@code whsec_…} or {@code whsk_…}. */
    String secret();

    /** The key that verifies, {@code whpk_…}; empty if only the secret itself does. */
    Optional<String> publicKey();

    byte[] sign(byte[] content);
}
