package io.tidemark.alert.secret;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The encryption keys by id; the first one is the one in use. */
final class KeyRing {

    private static final int KEY_BYTES = 32;

    private final Map<String, SecretKey> keys;
    private final String current;

    private KeyRing(Map<String, SecretKey> keys) {
        this.keys = keys;
        this.current = keys.keySet().iterator().next();
    }

    /**
     * Reads keys as they are configured.
     *
     * @throws IllegalArgumentException that says which one is wrong, by its place and never by what it holds
     */
    static KeyRing parse(List<String> configured) {
        var keys = new LinkedHashMap<String, SecretKey>();
        for (int i = 0; i < configured.size(); i++) {
            var parts = configured.get(i).strip().split(":", 2);
            if (parts.length != 2 || !parts[0].matches("[A-Za-z0-9_.-]{1,64}")) {
                throw wrong(i, "must be an id, a colon and a key");
            }
            if (keys.put(parts[0], new SecretKeySpec(bytes(parts[1], i), "AES")) != null) {
                throw wrong(i, "has the id of another one");
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("tidemark.secrets.keys names no key");
        }
        return new KeyRing(keys);
    }

    String current() {
        return current;
    }

    SecretKey key(String id) {
        var key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("No key " + id + ": a secret was encrypted with it, so it is still needed");
        }
        return key;
    }

    private static byte[] bytes(String base64, int place) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw wrong(place, "must be in base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw wrong(place, "must have 32 bytes");
        }
        return bytes;
    }

    private static IllegalArgumentException wrong(int place, String message) {
        return new IllegalArgumentException("tidemark.secrets.keys[" + place + "] " + message);
    }
}
