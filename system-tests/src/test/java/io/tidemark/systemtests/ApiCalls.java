package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** What somebody with a key or a token asks of a service. */
final class ApiCalls {

    private ApiCalls() {}

    /** The body of an answer past the cache. */
    static String getAnew(URI url, String key) {
        return ServiceProcess.get(url, "Authorization", "Bearer " + key, "Cache-Control", "no-cache")
                .body();
    }

    /** Makes something of the tenant's, such as a rule. */
    static void create(URI url, String token, String body) {
        var response = ServiceProcess.send(HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }
}
