package io.tidemark.systemtests;

import io.tidemark.quickstart.ingress.Ingress;
import io.tidemark.quickstart.ingress.PathTable;
import io.tidemark.testing.Ports;
import java.net.URI;
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
        ApiCalls.create(url(path), token, body);
    }

    /** All calls of the tenant, counted anew; empty if it is told to come back. */
    OptionalLong calls(String key) {
        return CALLS.matcher(ApiCalls.getAnew(url("/analytics/usage-summary"), key))
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
