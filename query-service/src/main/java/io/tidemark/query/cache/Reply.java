package io.tidemark.query.cache;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** An answer as a response: 304 if the client has it already. */
final class Reply {

    private static final String AGE = "Age";

    private Reply() {}

    static RestResponse<String> computed(Answer answer, Inquiry inquiry) {
        return of(answer, inquiry).build();
    }

    static RestResponse<String> kept(Answer answer, Inquiry inquiry, Instant now) {
        var age = Duration.between(answer.asOf(), now).toSeconds();
        return of(answer, inquiry).header(AGE, Math.max(age, 0)).build();
    }

    private static ResponseBuilder<String> of(Answer answer, Inquiry inquiry) {
        var tag = tag(answer);
        var response = inquiry.knownAs(tag).isPresent()
                ? ResponseBuilder.<String>create(RestResponse.Status.NOT_MODIFIED)
                : ResponseBuilder.ok(answer.body(), MediaType.APPLICATION_JSON_TYPE);
        // Clients may keep it, but ask each time: the tier may have changed, and Age says how old it is.
        return response.header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    /** Weak, for the same question computed twice has the same numbers at another time. */
    private static String tag(Answer answer) {
        return "W/\"" + UUID.nameUUIDFromBytes(answer.body().getBytes(StandardCharsets.UTF_8)) + "\"";
    }
}
