package io.tidemark.alert.delivery;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Hands out what is to be sent. */
@ApplicationScoped
class Depot {

    private final QueueRepository queue;
    private final ParcelRepository parcels;
    private final CancellingRepository cancelling;
    private final DeliveryConfig config;

    Depot(QueueRepository queue, ParcelRepository parcels, CancellingRepository cancelling, DeliveryConfig config) {
        this.queue = queue;
        this.parcels = parcels;
        this.cancelling = cancelling;
        this.config = config;
    }

    Uni<List<Claim>> claim(Lanes lanes, int atMost) {
        return queue.claim(lanes.rooms(), lanes.usual(), atMost, config.lease());
    }

    /** What is needed to send these; those that are not to be sent any more leave the queue. */
    Uni<List<Parcel>> load(UUID tenant, Collection<UUID> ids) {
        return parcels.load(tenant, ids).flatMap(found -> {
            var sendable =
                    found.stream().filter(parcel -> parcel.target().enabled()).toList();
            var dropped = new HashSet<>(ids);
            sendable.forEach(parcel -> dropped.remove(parcel.id()));
            return dropped.isEmpty()
                    ? Uni.createFrom().item(sendable)
                    : cancelling.cancel(tenant, dropped).replaceWith(sendable);
        });
    }
}
