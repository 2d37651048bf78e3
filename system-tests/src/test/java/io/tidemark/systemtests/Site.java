package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.quickstart.ingress.Ingress;
import io.tidemark.quickstart.ingress.PathTable;
import io.tidemark.testing.Ports;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All services of a deployment, so many instances of each, behind the local ingress. */
final class Site implements AutoCloseable {

    private static final Pattern CALLS = Pattern.compile("\"totalApiCalls\":(\\d+)");

    private final Map<String, Replicas> services;
    private final Ingress ingress;
    private final int port;

    private Site(Map<String, Replicas> services, Ingress ingress, int port) {
        this.services = services;
        this.ingress = ingress;
        this.port = port;
    }

    static Site open(Deployment deployment, int instances) throws Exception {
        // They are started again and again, and never live long enough for the second compiler to pay.
        deployment.with("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        var ingest = start(deployment::ingest, instances);
        var query = start(deployment::query, instances);
        var alert = start(deployment::alert, instances);
        var services = Map.of(
                "ingest-service", new Replicas(ingest.join()),
                "query-service", new Replicas(query.join()),
                "alert-service", new Replicas(alert.join()));
        var port = Ports.free();
        var ingress = Ingress.listen(PathTable.load(), port);
        ingress.open(Map.copyOf(services));
        return new Site(services, ingress, port);
    }

    private static CompletableFuture<List<ServiceProcess>> start(Supplier<ServiceProcess> service, int instances) {
        return CompletableFuture.supplyAsync(
                () -> Stream.generate(service).limit(instances).toList());
    }

    /** The instances of a service, by its name. */
    Replicas replicas(String service) {
        return services.get(service);
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    void create(String path, String token, String body) {
        var response = ServiceProcess.send(HttpRequest.newBuilder(url(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    /** All calls of the tenant, counted anew; empty if it is told to come back. */
    OptionalLong calls(String key) {
        var answer = ServiceProcess.get(
                url("/analytics/usage-summary"), "Authorization", "Bearer " + key, "Cache-Control", "no-cache");
        return CALLS.matcher(answer.body())
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .findFirst();
    }

    @Override
    public void close() {
        ingress.close();
        services.values().forEach(Replicas::close);
    }
}
