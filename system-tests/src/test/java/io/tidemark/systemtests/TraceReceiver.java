package io.tidemark.systemtests;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Takes spans over OTLP as a collector does, by gRPC and by HTTP on one port, and keeps them. */
final class TraceReceiver implements AutoCloseable {

    private static final String GRPC_METHOD = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    /** Before each message of gRPC: whether it is compressed, and its length in four bytes. */
    private static final int GRPC_PREFIX = 5;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(this::receive)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Whether spans came by gRPC. */
    boolean wasCalledByGrpc() {
        return paths.contains(GRPC_METHOD);
    }

    /** Whether spans came by HTTP. */
    boolean wasCalledByHttp() {
        return paths.contains("/v1/traces");
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    Stream<Span> named(String name) {
        return spans.stream().filter(span -> span.getName().equals(name));
    }

    Optional<Span> parent(Span child) {
        return spans.stream()
                .filter(span -> span.getTraceId().equals(child.getTraceId())
                        && span.getSpanId().equals(child.getParentSpanId()))
                .findFirst();
    }

    /** It, its parent, and so on. */
    Stream<Span> ancestry(Span span) {
        return Stream.iterate(Optional.of(span), Optional::isPresent, child -> child.flatMap(this::parent))
                .flatMap(Optional::stream);
    }

    static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(KeyValue::getValue)
                .map(value -> value.hasStringValue() ? value.getStringValue() : value.toString())
                .findFirst()
                .orElse("");
    }

    static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            paths.add(request.path());
            switch (request.path()) {
                case GRPC_METHOD -> {
                    keep(body.slice(GRPC_PREFIX, body.length()));
                    request.response()
                            .putHeader("Content-Type", "application/grpc")
                            .putTrailer("grpc-status", "0")
                            .end(Buffer.buffer(new byte[GRPC_PREFIX]));
                }
                case "/v1/traces" -> {
                    keep(body);
                    request.response()
                            .putHeader("Content-Type", "application/x-protobuf")
                            .end();
                }
                default -> request.response().setStatusCode(404).end();
            }
        });
    }

    private void keep(Buffer message) {
        try {
            ExportTraceServiceRequest.parseFrom(message.getBytes()).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .forEach(scope -> spans.addAll(scope.getSpansList()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
