package io.tidemark.bench.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Signs tokens as an identity provider would; services are told its key, and need not ask it. */
final class Credentials {

    private static final Duration VALIDITY = Duration.ofHours(4);

    private final KeyPair keys;

    Credentials() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /** As services are configured with it. */
    String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /** Of a member of a tenant who may write rules. */
    String token(UUID tenant) {
        var now = Instant.now().getEpochSecond();
        var content = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "."
                + encode("""
                {"iss":"bench","sub":"bench","aud":"tidemark","tenant_id":"%s","groups":["editor"],"iat":%d,"exp":%d}""".formatted(tenant, now, now + VALIDITY.toSeconds()));
        return content + "." + encode(sign(content));
    }

    private byte[] sign(String content) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key was made for that", e);
        }
    }

    private static String encode(String text) {
        return encode(text.getBytes(UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
