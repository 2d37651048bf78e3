package io.tidemark.platform.telemetry;

import io.opentelemetry.api.trace.Span;
import java.util.UUID;

/** The span of the current request, if that is traced. */
public final class RequestSpan {

    private RequestSpan() {}

    /** Says whose request it is. Besides, nothing of what the request says is told. */
    public static void belongsTo(UUID tenant) {
        var span = Span.current();
        if (span.isRecording()) {
            span.setAttribute("tidemark.tenant.id", tenant.toString());
        }
    }
}
