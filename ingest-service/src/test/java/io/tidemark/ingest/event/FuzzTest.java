package io.tidemark.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.ingest.Api;
import io.tidemark.testing.Infrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Ten thousand bodies that nobody should send. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_ingest"))
class FuzzTest {

    private static final int BODIES = 10_000;
    private static final int AT_ONCE = 16;

    @TestHTTPResource("/v1/events")
    URI url;

    @Test
    void noBodyIsAnsweredWithAFailureOfOursOrStoredAlthoughBad() throws Exception {
        var api = Api.newTenant();
        var fuzz = new FuzzedBodies(4711);
        var statuses = new TreeMap<Integer, Integer>();
        try (var client = HttpClient.newHttpClient()) {
            for (var i = 0; i < BODIES; i += AT_ONCE) {
                var flights = new ArrayList<CompletableFuture<HttpResponse<String>>>();
                for (var j = 0; j < AT_ONCE; j++) {
                    flights.add(client.sendAsync(request(fuzz.next(), api.key()), BodyHandlers.ofString()));
                }
                for (var flight : flights) {
                    statuses.merge(flight.get().statusCode(), 1, Integer::sum);
                }
            }
        }

        assertThat(statuses.keySet()).isSubsetOf(200, 400, 413, 415).contains(200, 400, 413, 415);
        assertThat(badlyStored(api)).isZero();
        api.post("{\"id\": \"afterwards\"}").statusCode(200).body("accepted", equalTo(1));
    }

    private HttpRequest request(FuzzedBodies.Body body, String key) throws IOException {
        var request = HttpRequest.newBuilder(url)
                .header("X-API-Key", key)
                .header("Content-Type", body.mediaType())
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofByteArray(body.bytes()));
        if (body.gzip()) {
            request.header("Content-Encoding", "gzip");
        }
        return request.build();
    }

    /** What no valid event can have. */
    private static long badlyStored(Api api) {
        return Infrastructure.database().number("""
                SELECT count(*)
                  FROM event
                 WHERE tenant_id = ?
                   AND (status NOT BETWEEN 0 AND 599
                        OR least(duration_us, overhead_us, backend_us, bytes_in, bytes_out, quantity) < 0
                        OR type !~ '^[a-z][a-z0-9_.]{0,63}$'
                        OR length(coalesce(route, '')) > 256)""", api.tenant());
    }
}
