package io.tidemark.alert.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The lanes of all webhooks that this process has to do with at the moment. */
@ApplicationScoped
class Lanes {

    private final ConcurrentMap<UUID, Lane> lanes = new ConcurrentHashMap<>();
    private final DeliveryConfig config;

    Lanes(DeliveryConfig config) {
        this.config = config;
    }

    Lane of(UUID webhook) {
        return lanes.computeIfAbsent(webhook, key -> newLane());
    }

    /** How many deliveries may be claimed for each; those that have no lane get {@link #usual}. */
    Map<UUID, Integer> rooms() {
        var rooms = new HashMap<UUID, Integer>();
        lanes.forEach((webhook, lane) -> rooms.put(webhook, lane.room()));
        return rooms;
    }

    int usual() {
        return config.maxConcurrentPerWebhook();
    }

    /** Forgets those that are idle. Only the one who claims may call it: nobody else begins to use a lane. */
    void forgetIdle() {
        lanes.values().removeIf(Lane::isIdle);
    }

    private Lane newLane() {
        return new Lane(config.maxConcurrentPerWebhook(), config.maxPerSecondPerWebhook(), System::nanoTime);
    }
}
