package io.tidemark.alert.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.stream.Collectors;

/** Makes the value of {@code webhook-signature}. */
public final class Signatures {

    private Signatures() {}

    /**
     * One signature per key, so that a receiver that knows any of them is content.
     *
     * @param id the value of {@code webhook-id}; without a dot, which is the separator
     * @param timestamp of the attempt; whole seconds are signed, and sent as {@code webhook-timestamp}
     * @param body exactly as it is sent
     */
    public static String header(String id, Instant timestamp, byte[] body, Collection<SigningKey> keys) {
        if (id.indexOf('.') >= 0) {
            throw new IllegalArgumentException("an id with a dot would make the signed content ambiguous");
        }
        var head = (id + "." + timestamp.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        var content = new byte[head.length + body.length];
        System.arraycopy(head, 0, content, 0, head.length);
        System.arraycopy(body, 0, content, head.length, body.length);
        return keys.stream().map(key -> signature(key, content)).collect(Collectors.joining(" "));
    }

    private static String signature(SigningKey key, byte[] content) {
        return key.scheme().text() + "," + Base64.getEncoder().encodeToString(key.sign(content));
    }
}
