package io.tidemark.platform.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** How API keys look, and what is stored of them. */
public final class ApiKeys {

    public static final String PREFIX = "tmk_";

    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private ApiKeys() {}

    /** A new key of 256 random bits: {@code tmk_} and 43 URL-safe characters. */
    public static String generate() {
        var secret = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(secret);
        return PREFIX + BASE64.encodeToString(secret);
    }

    /** SHA-256 of the whole key. */
    public static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
