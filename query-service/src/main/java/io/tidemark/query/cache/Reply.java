package io.tidemark.query.cache;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** An answer as a response: 304 if the client has it already. */
public final class Reply {

    /** Clients may keep it, but ask each time: the tier may have changed. */
    static final String ASK_EACH_TIME = "private, no-cache";

    private static final String AGE = "Age";

    private Reply() {}

    static RestResponse<String> of(Given.Body body, Inquiry inquiry, Instant now) {
        return of(body, body.text(), inquiry, now);
    }

    /** An answer, with a text that says of it what was not kept with it. */
    public static RestResponse<String> of(Given.Body body, String text, Inquiry inquiry, Instant now) {
        var response = tagged(body.tag(), text, inquiry);
        if (body.kept()) {
            response.header(AGE, Math.max(Duration.between(body.asOf(), now).toSeconds(), 0));
        }
        return response.build();
    }

    private static ResponseBuilder<String> tagged(String tag, String text, Inquiry inquiry) {
        var response = inquiry.knownAs(tag).isPresent()
                ? ResponseBuilder.<String>create(RestResponse.Status.NOT_MODIFIED)
                : ResponseBuilder.ok(text, MediaType.APPLICATION_JSON_TYPE);
        return response.header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, ASK_EACH_TIME);
    }
}
