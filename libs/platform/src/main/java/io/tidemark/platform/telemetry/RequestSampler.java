package io.tidemark.platform.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Begins traces at requests alone: a statement of the background would be a trace of one span. */
final class RequestSampler implements Sampler {

    private final Sampler share;

    private RequestSampler(Sampler share) {
        this.share = share;
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        return kind == SpanKind.SERVER
                ? share.shouldSample(parent, traceId, name, kind, attributes, links)
                : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return "RequestSampler{%s}".formatted(share.getDescription());
    }

    @Override
    public String toString() {
        return getDescription();
    }

    static final class Producer {

        /** Whoever sends a trace along with its request has decided for the whole of it. */
        @Produces
        @Singleton
        Sampler sampler(@ConfigProperty(name = "quarkus.otel.traces.sampler.arg") double share) {
            return Sampler.parentBased(new RequestSampler(Sampler.traceIdRatioBased(share)));
        }
    }
}
