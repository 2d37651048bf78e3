package io.tidemark.alert.delivery;

import io.tidemark.alert.signature.SigningKey;
import io.tidemark.alert.webhook.Channel;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery with all that its next attempt needs.
 *
 * @param tries how often it was tried since it was queued
 * @param keys those that sign now; none for e-mail
 */
record Parcel(
        UUID tenant,
        UUID id,
        UUID webhook,
        String contentType,
        String body,
        int tries,
        Target target,
        List<SigningKey> keys) {

    Parcel {
        keys = List.copyOf(keys);
    }

    String messageId() {
        return messageId(id);
    }

    /** What a receiver knows a delivery by. Without a dot, which would end it in what is signed. */
    static String messageId(UUID id) {
        return "msg_" + id.toString().replace("-", "");
    }

    /** Where it goes. */
    record Target(
            Channel channel, boolean enabled, @Nullable String url, List<String> recipients) {}
}
