package io.tidemark.alert.signature;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The two ways to sign. The text is the version before the comma of each signature. */
public enum Scheme {
    /** HMAC-SHA256: both sides know the secret. */
    V1("v1"),
    /** Ed25519: the receiver knows only the public key. */
    V1A("v1a");

    private final String text;

    Scheme(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }

    public static Optional<Scheme> find(String text) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.text.equals(text))
                .findFirst();
    }

    /** A new random key. */
    public SigningKey newKey() {
        return switch (this) {
            case V1 -> HmacKey.random();
            case V1A -> Ed25519Key.random();
        };
    }

    /** A key from the bytes that it was stored as. */
    public SigningKey key(byte[] material) {
        return switch (this) {
            case V1 -> new HmacKey(material);
            case V1A -> Ed25519Key.ofSeed(material);
        };
    }
}
