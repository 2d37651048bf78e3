package io.tidemark.alert.delivery;

import io.netty.channel.ConnectTimeoutException;
import io.tidemark.alert.endpoint.EndpointGuard;
import io.tidemark.alert.endpoint.EndpointUrl;
import io.tidemark.alert.endpoint.Resolution;
import io.tidemark.alert.signature.Signatures;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sends a webhook once: looks its endpoint up, checks where that leads, signs, and posts. */
@ApplicationScoped
class WebhookSender {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final long MARGIN_MILLIS = 2000;

    private final EndpointGuard guard;
    private final WebhookClient client;
    private final InstantSource clock;
    private final long patience;
    private final Duration longestRetryAfter;

    WebhookSender(EndpointGuard guard, WebhookClient client, InstantSource clock, DeliveryConfig config) {
        this.guard = guard;
        this.client = client;
        this.clock = clock;
        this.patience = config.timeout().toMillis() + MARGIN_MILLIS;
        this.longestRetryAfter = config.longestRetryAfter();
    }

    Answer send(Parcel parcel) {
        var url = EndpointUrl.parse(Objects.requireNonNull(parcel.target().url()));
        return switch (guard.resolve(url)) {
            case Resolution.Permitted permitted -> post(parcel, url, permitted.address(parcel.tries() + 1));
            case Resolution.Refused(var reason) -> new Answer.Refused(reason);
            case Resolution.Unresolved(var reason) -> new Answer.Failure(reason);
        };
    }

    private Answer post(Parcel parcel, EndpointUrl url, InetAddress address) {
        var body = parcel.body().getBytes(StandardCharsets.UTF_8);
        try {
            var response = client.post(url, address, headers(parcel, body), body)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(patience, TimeUnit.MILLISECONDS);
            return new Answer.Status(response.status(), response.body(), retryAfter(response));
        } catch (ExecutionException e) {
            return new Answer.Failure(reason(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (TimeoutException e) {
            return new Answer.Failure(reason(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.Failure("interrupted");
        }
    }

    private Map<String, String> headers(Parcel parcel, byte[] body) {
        var now = clock.instant();
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", parcel.contentType());
        headers.put("User-Agent", "Tidemark-Webhooks/1.0");
        headers.put("webhook-id", parcel.messageId());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", Signatures.header(parcel.messageId(), now, body, parcel.keys()));
        return headers;
    }

    private @Nullable Duration retryAfter(WebhookClient.Response response) {
        if (response.status() != TOO_MANY_REQUESTS && response.status() != UNAVAILABLE) {
            return null;
        }
        return RetryAfter.parse(response.retryAfter(), clock.instant(), longestRetryAfter)
                .orElse(null);
    }

    /** For the tenant's eyes: what went wrong, without addresses and classes. */
    private static String reason(Throwable failure) {
        return switch (failure) {
            case ConnectTimeoutException _ -> "connection timed out";
            case TimeoutException _ -> "timed out";
            case ConnectException _ -> "connection refused";
            case SSLException _ -> "TLS failed";
            default -> failure.getCause() instanceof SSLException ? "TLS failed" : "connection lost";
        };
    }
}
