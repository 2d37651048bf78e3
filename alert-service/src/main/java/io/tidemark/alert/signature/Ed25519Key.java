package io.tidemark.alert.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * An asymmetric key: Ed25519. Its material is the seed and the public key, 32 bytes each, the form that other
 * implementations of the specification keep too.
 */
final class Ed25519Key implements SigningKey {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALGORITHM = "Ed25519";
    private static final int SEED = 32;
    private static final int PAIR = 64;

    private final byte[] material;

    private Ed25519Key(byte[] material) {
        this.material = material.clone();
    }

    static Ed25519Key random() {
        var seed = new byte[SEED];
        RANDOM.nextBytes(seed);
        return ofSeed(seed);
    }

    /** From a seed, or from a seed and the public key, which follows from it. */
    static Ed25519Key ofSeed(byte[] material) {
        if (material.length != SEED && material.length != PAIR) {
            throw new IllegalArgumentException("a seed has 32 bytes");
        }
        if (material.length == PAIR) {
            return new Ed25519Key(material);
        }
        var pair = Arrays.copyOf(material, PAIR);
        System.arraycopy(derive(material), 0, pair, SEED, SEED);
        return new Ed25519Key(pair);
    }

    @Override
    public Scheme scheme() {
        return Scheme.V1A;
    }

    @Override
    public byte[] material() {
        return material.clone();
    }

    @Override
    public String secret() {
        return "whsk_" + Base64.getEncoder().encodeToString(material);
    }

    @Override
    public Optional<String> publicKey() {
        return Optional.of("whpk_" + Base64.getEncoder().encodeToString(Arrays.copyOfRange(material, SEED, PAIR)));
    }

    @Override
    public byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        var spec = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(material, SEED));
        return KeyFactory.getInstance(ALGORITHM).generatePrivate(spec);
    }

    /** The JDK makes a public key only together with a private one: a generator that draws exactly this seed does. */
    private static byte[] derive(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Drawn(seed));
            // X.509 wraps the raw key, which is the end of it.
            var encoded = generator.generateKeyPair().getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, encoded.length - SEED, encoded.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "Ed25519Key[" + publicKey().orElseThrow() + "]";
    }

    /** Randomness that was drawn before. */
    private static final class Drawn extends SecureRandom {

        private final byte[] bytes;

        Drawn(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
