package io.tidemark.platform.version;

import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers that carry an entity and the ETag of its version. */
public final class Tagged {

    private Tagged() {}

    /** Of an entity as it is now. */
    public static <T> RestResponse<T> ok(T entity, Version version) {
        return RestResponse.ResponseBuilder.ok(entity)
                .header(HttpHeaders.ETAG, version.etag())
                .build();
    }

    /**
     * Of an entity that is new.
     *
     * @param path where it can be had from now on
     */
    public static <T> RestResponse<T> created(T entity, Version version, String path) {
        return RestResponse.ResponseBuilder.<T>create(RestResponse.Status.CREATED)
                .entity(entity)
                .location(URI.create(path))
                .header(HttpHeaders.ETAG, version.etag())
                .build();
    }
}
