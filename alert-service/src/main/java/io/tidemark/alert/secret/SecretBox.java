package io.tidemark.alert.secret;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts secrets with AES-256-GCM. What belongs to a secret's owner opens nowhere else: the owner is authenticated
 * with it, so that a row copied to another tenant or webhook is of no use there.
 */
@ApplicationScoped
public class SecretBox {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    @Inject
    SecretBox(SecretConfig config) {
        this(config.keys().orElse(List.of()));
    }

    SecretBox(List<String> keys) {
        this.keys = KeyRing.parse(keys);
    }

    /** Without a key the service does not start, rather than fail when somebody adds a webhook. */
    void begin(@Observes StartupEvent event) {
        Log.infof("Secrets are encrypted with key %s", keys.current());
    }

    public Sealed seal(UUID tenant, UUID owner, byte[] secret) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var keyId = keys.current();
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, keyId, nonce, tenant, owner);
            return new Sealed(
                    keyId,
                    ByteBuffer.allocate(NONCE_BYTES + cipher.getOutputSize(secret.length))
                            .put(nonce)
                            .put(cipher.doFinal(secret))
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /**
     * The secret again.
     *
     * @throws IllegalStateException if its key is not there, or it was sealed for another owner or changed since
     */
    public byte[] open(UUID tenant, UUID owner, Sealed sealed) {
        var nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed.bytes(), 0, nonce, 0, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, sealed.keyId(), nonce, tenant, owner)
                    .doFinal(sealed.bytes(), NONCE_BYTES, sealed.bytes().length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored secret does not open with key " + sealed.keyId(), e);
        }
    }

    private Cipher cipher(int mode, String keyId, byte[] nonce, UUID tenant, UUID owner)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, keys.key(keyId), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((tenant + "/" + owner).getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
