package io.tidemark.quickstart.install;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets of 256 bits. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** Letters, digits, {@code -} and {@code _} only, so that it needs no quoting anywhere. */
    public static String random() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    /** In plain base64. */
    static String key() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    static String apiKey() {
        return "tmk_" + random();
    }

    /** As the table {@code api_key} keeps it. */
    static byte[] hash(String apiKey) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(apiKey.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
