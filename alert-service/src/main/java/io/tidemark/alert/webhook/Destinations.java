package io.tidemark.alert.webhook;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.alert.endpoint.EndpointGuard;
import io.tidemark.alert.endpoint.EndpointUrl;
import io.tidemark.alert.endpoint.Resolution;
import io.tidemark.alert.format.Format;
import io.tidemark.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Checks where a webhook is to lead. A name that does not resolve now is accepted: it is checked again with each attempt,
 * and may come to be.
 */
@ApplicationScoped
class Destinations {

    private final EndpointGuard guard;

    Destinations(EndpointGuard guard) {
        this.guard = guard;
    }

    /** Fails with a problem that names the field. */
    Uni<Void> check(WebhookRequest request) {
        return switch (request.channelOrDefault()) {
            case EMAIL -> checkEmail(request);
            case WEBHOOK -> checkWebhook(request);
        };
    }

    private static Uni<Void> checkEmail(WebhookRequest request) {
        refuseUnless(request.recipients() != null, "recipients", "must not be null");
        refuseUnless(request.url() == null, "url", "is not for e-mail");
        refuseUnless(request.signature() == null, "signature", "is not for e-mail");
        refuseUnless(request.formatOrDefault() == Format.TEXT, "format", "must be text for e-mail");
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> checkWebhook(WebhookRequest request) {
        refuseUnless(request.recipients() == null, "recipients", "are for e-mail");
        refuseUnless(request.formatOrDefault() != Format.TEXT, "format", "must be one for programs");
        var url = url(request.url());
        return Uni.createFrom()
                .item(() -> guard.resolve(url))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .invoke(resolution -> refuseUnlessReachable(url, resolution))
                .replaceWithVoid();
    }

    private static EndpointUrl url(@Nullable String text) {
        if (text == null) {
            throw ProblemException.invalid("url", "must not be null");
        }
        try {
            return EndpointUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("url", String.valueOf(e.getMessage()));
        }
    }

    private static void refuseUnlessReachable(EndpointUrl url, Resolution resolution) {
        switch (resolution) {
            case Resolution.Permitted _ -> {}
            case Resolution.Refused(var reason) -> throw ProblemException.invalid("url", reason);
            case Resolution.Unresolved _ -> refuseUnless(url.secure(), "url", "must begin with https://");
        }
    }

    private static void refuseUnless(boolean right, String field, String message) {
        if (!right) {
            throw ProblemException.invalid(field, message);
        }
    }
}
