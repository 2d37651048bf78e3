package io.tidemark.ingest.event;

import io.tidemark.ingest.flush.Availability;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses requests while the database is away, before it is asked who sent them. */
@ApplicationScoped
class Door {

    private final Availability availability;

    Door(Availability availability) {
        this.availability = availability;
    }

    @ServerRequestFilter(preMatching = true)
    void refuseWhileAway(ContainerRequestContext request) {
        if (availability.isAway() && request.getMethod().equals(HttpMethod.POST)) {
            throw ProblemException.retryLater(
                    ProblemType.UNAVAILABLE, "Storage does not answer.", IntakeService.RETRY_AFTER);
        }
    }
}
