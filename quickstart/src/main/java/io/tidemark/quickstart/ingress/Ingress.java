package io.tidemark.quickstart.ingress;

import io.tidemark.quickstart.process.StartupException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyOptions;
import java.net.BindException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;

/**
 * The reverse proxy of the one public port. Takes the port at once, so that a port in use is noticed before
 * anything is started, and answers 503 until it is opened. Bodies pass through as they come, in both directions.
 */
public final class Ingress implements AutoCloseable {

    private static final int CONNECTIONS_PER_SERVICE = 256;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final PathTable table;
    private final int port;
    private final HttpProxy proxy;
    private volatile Map<String, Upstream> upstreams = Map.of();

    private Ingress(PathTable table, int port) {
        this.table = table;
        this.port = port;
        this.proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client())
                .addInterceptor(new UnavailableUpstream())
                .addInterceptor(new ForwardedHeaders())
                .addInterceptor(new NotModified())
                .addInterceptor(new Trailers())
                .origin(this::connect);
    }

    /** Listens on the loopback interface; 0 takes any free port. */
    public static Ingress listen(PathTable table, int port) throws StartupException {
        var ingress = new Ingress(table, port);
        try {
            ingress.bind();
            return ingress;
        } catch (CompletionException e) {
            ingress.close();
            if (e.getCause() instanceof BindException) {
                throw new StartupException("port " + port + " is in use; choose another with --port", e);
            }
            throw e;
        }
    }

    /** Begins to forward requests; who answers them, by name of the service. */
    public void open(Map<String, Upstream> services) {
        upstreams = Map.copyOf(services);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void bind() {
        var options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMaxHeaderSize(32 << 10)
                // The proxy cannot pass on a body of unknown length that came over HTTP/2.
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true);
        vertx.createHttpServer(options)
                .requestHandler(this::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private HttpClient client() {
        var options = new HttpClientOptions()
                .setConnectTimeout(2_000)
                .setKeepAliveTimeout(20)
                .setMaxHeaderSize(32 << 10);
        return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_SERVICE));
    }

    private void handle(HttpServerRequest request) {
        var path = Optional.ofNullable(request.path()).orElse("");
        var service = table.service(path);
        if (service.isEmpty()) {
            refuse(request, IngressProblem.NOT_FOUND, path);
        } else if (upstreams.containsKey(service.get())) {
            proxy.handle(request);
        } else {
            refuse(request, IngressProblem.UNAVAILABLE, path);
        }
    }

    /** A body that nobody reads would block the connection: it is read and dropped. */
    private static void refuse(HttpServerRequest request, IngressProblem problem, String path) {
        request.resume();
        problem.answer(request.response(), path);
    }

    private Future<HttpClientRequest> connect(ProxyContext context) {
        var request = context.request().proxiedRequest();
        var port = table.service(Optional.ofNullable(request.path()).orElse(""))
                .map(upstreams::get)
                .map(Upstream::next)
                .orElse(OptionalInt.empty());
        if (port.isEmpty()) {
            return Future.failedFuture("no upstream");
        }
        var authority = request.authority();
        var options = new RequestOptions().setServer(SocketAddress.inetSocketAddress(port.getAsInt(), "127.0.0.1"));
        if (authority != null) {
            // The service sees the host that the client asked for.
            options.setHost(authority.host());
            options.setPort(authority.port() > 0 ? authority.port() : 80);
        }
        return context.client().request(options);
    }
}
