package io.tidemark.query.endpoints;

import java.util.Objects;

/** One endpoint, and the value that it is sorted by. */
record EndpointRow(EndpointUsage.Endpoint endpoint, String sortValue) {

    EndpointQuery.Position position() {
        return new EndpointQuery.Position(
                sortValue,
                Objects.requireNonNullElse(endpoint.method(), ""),
                Objects.requireNonNullElse(endpoint.route(), ""));
    }
}
