package io.tidemark.quickstart.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Looks from outside whether a service answers. */
public final class HealthCheck {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** Whether the service says on its management port that it is ready. */
    public boolean isReady(int managementPort) {
        return status("http://127.0.0.1:" + managementPort + "/q/health/ready") == 200;
    }

    /** Whether a service answers at this address of the ingress, with whatever: without it, that is a 503. */
    public boolean answers(String url) {
        int status = status(url);
        return status > 0 && status < 500;
    }

    /** Whether the OIDC provider says what services ask it first. */
    public boolean isDiscoverable(String issuer) {
        return status(issuer + "/.well-known/openid-configuration") == 200;
    }

    private int status(String url) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
