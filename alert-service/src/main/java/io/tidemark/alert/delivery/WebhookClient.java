package io.tidemark.alert.delivery;

import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.tidemark.alert.endpoint.EndpointUrl;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to addresses that were checked before. The name of the URL is used for TLS and {@code Host} alone; it is
 * not looked up again, and redirects are not followed.
 */
@ApplicationScoped
class WebhookClient {

    /** Of {@code quarkus.tls}: authorities to trust besides those of Java, if there is such a configuration. */
    private static final String TLS_CONFIGURATION = "webhook";

    private static final int KEEP_ALIVE_SECONDS = 15;

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration timeout;
    private final int responseBytes;

    WebhookClient(Vertx vertx, TlsConfigurationRegistry tls, DeliveryConfig config) {
        this.vertx = vertx;
        this.timeout = config.timeout();
        this.responseBytes = config.responseBytes();
        var options = new HttpClientOptions()
                .setMaxPoolSize(config.maxInFlight())
                .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                // Traces are ours: neither are receivers told of them, nor do they hold receivers' addresses.
                .setTracingPolicy(TracingPolicy.IGNORE);
        tls.get(TLS_CONFIGURATION).ifPresent(configuration -> TlsConfigUtils.configure(options, configuration));
        this.client = vertx.createHttpClient(options);
    }

    /** The answer, once its status and as much of its body as is kept are there; fails after the timeout. */
    Future<Response> post(EndpointUrl url, InetAddress address, Map<String, String> headers, byte[] body) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, url.port())))
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.secure())
                .setURI(url.target())
                .setFollowRedirects(false);
        headers.forEach(options::putHeader);
        var promise = Promise.<Response>promise();
        var exchange = new Exchange(promise, responseBytes);
        var timer = vertx.setTimer(timeout.toMillis(), fired -> exchange.end(timeout));
        client.request(options)
                .compose(request -> send(exchange, request, body))
                .onFailure(exchange::fail);
        return promise.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static Future<Void> send(Exchange exchange, HttpClientRequest request, byte[] body) {
        exchange.sentBy(request);
        return request.send(Buffer.buffer(body)).onSuccess(exchange::answeredBy).mapEmpty();
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /**
     * What came back.
     *
     * @param body its beginning, as text
     */
    record Response(int status, String body, @Nullable String retryAfter) {}
}
