package io.tidemark.query.cache;

import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.problem.Problem;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.query.gate.Arrival;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        check(parameters);
        return new Inquiry(caller.tenant(), clock.instant(), Arrival.of(request), isFresh(), elements("If-None-Match"));
    }

    private void check(Set<String> known) {
        var sent = request.queryParams();
        var errors = sent.names().stream()
                .flatMap(name -> {
                    if (!known.contains(name)) {
                        return Optional.of(new Problem.Violation(name, "is not a parameter of this path")).stream();
                    }
                    return sent.getAll(name).size() > 1
                            ? Optional.of(new Problem.Violation(name, "must be there once")).stream()
                            : Optional.<Problem.Violation>empty().stream();
                })
                .toList();
        if (!errors.isEmpty()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST.problem("See errors.", errors));
        }
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
