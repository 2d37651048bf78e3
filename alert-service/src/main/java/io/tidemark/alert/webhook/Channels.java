package io.tidemark.alert.webhook;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Whether anybody would hear of an alert. */
@ApplicationScoped
public class Channels {

    private final ChannelRepository repository;

    Channels(ChannelRepository repository) {
        this.repository = repository;
    }

    /** How many channels a tenant has for alerts that fire, and whether it has anything to tell them. */
    public Uni<Standing> find(UUID tenant) {
        return repository.find(tenant);
    }

    /**
     * A tenant's channels.
     *
     * @param rules whether it has rules that are enabled
     * @param channels those enabled that are sent {@code alert.firing}
     * @param working those of them that have not been failing for an hour
     */
    public record Standing(boolean rules, int channels, int working) {

        /** What the tenant must be told; empty if all is well. */
        public Optional<String> warning() {
            if (!rules || working > 0) {
                return Optional.empty();
            }
            return Optional.of(
                    channels == 0
                            ? "No channel is told when an alert fires: add one at /v1/webhooks."
                            : "All channels that are told when an alert fires have been failing for an hour: see"
                                    + " /v1/webhooks.");
        }
    }
}
