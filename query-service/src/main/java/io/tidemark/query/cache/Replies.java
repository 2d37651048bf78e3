package io.tidemark.query.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Answers that are not kept, as responses. */
@ApplicationScoped
public class Replies {

    private final ObjectMapper json;

    Replies(ObjectMapper json) {
        this.json = json;
    }

    /** The body with its entity tag; 304 if the client has it already. */
    public <T> RestResponse<T> of(T body, Inquiry inquiry) {
        var tag = Answer.tag(text(body));
        var response = inquiry.knownAs(tag).isPresent()
                ? ResponseBuilder.<T>create(RestResponse.Status.NOT_MODIFIED)
                : ResponseBuilder.ok(body);
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, Reply.ASK_EACH_TIME)
                .build();
    }

    private String text(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is plain text and numbers", e);
        }
    }
}
