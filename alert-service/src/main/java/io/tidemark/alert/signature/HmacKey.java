package io.tidemark.alert.signature;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A symmetric secret: HMAC-SHA256. */
final class HmacKey implements SigningKey {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final int NEW = 32;

    private final byte[] material;

    HmacKey(byte[] material) {
        if (material.length < SHORTEST || material.length > LONGEST) {
            throw new IllegalArgumentException("a secret has 24 to 64 bytes");
        }
        this.material = material.clone();
    }

    static HmacKey random() {
        var bytes = new byte[NEW];
        RANDOM.nextBytes(bytes);
        return new HmacKey(bytes);
    }

    @Override
    public Scheme scheme() {
        return Scheme.V1;
    }

    @Override
    public byte[] material() {
        return material.clone();
    }

    @Override
    public String secret() {
        return "whsec_" + Base64.getEncoder().encodeToString(material);
    }

    @Override
    public Optional<String> publicKey() {
        return Optional.empty();
    }

    @Override
    public byte[] sign(byte[] content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(material, ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "HmacKey[]";
    }
}
