package io.tidemark.alert.secret;

/** A secret as it is stored: the id of the key that opens it, and nonce, ciphertext and tag. */
public final class Sealed {

    private final String keyId;
    private final byte[] bytes;

    public Sealed(String keyId, byte[] bytes) {
        this.keyId = keyId;
        this.bytes = bytes.clone();
    }

    public String keyId() {
        return keyId;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "Sealed[" + keyId + "]";
    }
}
