package io.tidemark.alert.webhook;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.tidemark.alert.reminder.RemindsOfChannels;
import io.tidemark.platform.identity.Caller;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Reminds a tenant, with every answer about alerts, that nobody hears of them. */
class ChannelReminder {

    private static final String HEADER = "Tidemark-Warning";

    private final Channels channels;
    private final Caller caller;

    ChannelReminder(Channels channels, Caller caller) {
        this.channels = channels;
        this.caller = caller;
    }

    @ServerResponseFilter
    @RemindsOfChannels
    Uni<Void> remind(ContainerResponseContext response) {
        if (response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
            return Uni.createFrom().voidItem();
        }
        return channels.find(caller.tenant().id())
                .invoke(standing -> standing.warning()
                        .ifPresent(warning -> response.getHeaders().putSingle(HEADER, warning)))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Log.warnf("Channels were not counted for a reminder: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
