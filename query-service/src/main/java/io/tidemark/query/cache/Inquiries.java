package io.tidemark.query.cache;

import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.problem.Problem;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.query.gate.Arrival;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what all questions have in common off the current request. */
@ApplicationScoped
public class Inquiries {

    private final Caller caller;
    private final RoutingContext request;
    private final InstantSource clock;

    Inquiries(Caller caller, RoutingContext request, InstantSource clock) {
        this.caller = caller;
        this.request = request;
        this.clock = clock;
    }

    /**
     * The current request.
     *
     * @param parameters the query parameters that it may have
     * @throws ProblemException 400 that names parameters which are unknown or there twice
     */
    public Inquiry current(Set<String> parameters) {
        return new Inquiry(
                caller.tenant(),
                caller.teams(),
                sent(parameters),
                clock.instant(),
                Arrival.of(request),
                isFresh(),
                elements("If-None-Match"));
    }

    private Map<String, String> sent(Set<String> known) {
        var parameters = new HashMap<String, String>();
        var errors = new ArrayList<Problem.Violation>();
        request.queryParams().forEach((name, value) -> {
            if (!known.contains(name)) {
                errors.add(new Problem.Violation(name, "is not a parameter of this path"));
            } else if (parameters.put(name, value) != null) {
                errors.add(new Problem.Violation(name, "must be there once"));
            }
        });
        if (!errors.isEmpty()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST.problem("See errors.", errors));
        }
        return parameters;
    }

    private boolean isFresh() {
        return elements("Cache-Control").stream()
                .map(directive -> directive.toLowerCase(Locale.ROOT))
                .anyMatch(directive -> directive.equals("no-cache"));
    }

    private List<String> elements(String header) {
        return request.request().headers().getAll(header).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }
}
