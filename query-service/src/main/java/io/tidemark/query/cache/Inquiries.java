package io.tidemark.query.cache;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.problem.Problem;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.query.gate.Arrival;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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
        return current(parameters, Set.of());
    }

    /**
     * The current request.
     *
     * @param lists the query parameters that it may have several times
     * @throws ProblemException 400 that names parameters which are unknown, or there twice and no list
     */
    public Inquiry current(Set<String> parameters, Set<String> lists) {
        var sent = request.queryParams();
        check(sent, parameters, lists);
        return new Inquiry(
                caller.tenant(),
                caller.teams(),
                each(sent, parameters, name -> sent.get(name)),
                each(sent, lists, name -> List.copyOf(sent.getAll(name))),
                // As exact as events and PostgreSQL are: bounds that are compared are cut alike.
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Arrival.of(request),
                isFresh(),
                elements("If-None-Match"));
    }

    private static void check(MultiMap sent, Set<String> parameters, Set<String> lists) {
        var errors = new ArrayList<Problem.Violation>();
        for (var name : sent.names()) {
            if (!parameters.contains(name) && !lists.contains(name)) {
                errors.add(new Problem.Violation(name, "is not a parameter of this path"));
            } else if (sent.getAll(name).size() > 1 && !lists.contains(name)) {
                errors.add(new Problem.Violation(name, "must be there once"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST.problem("See errors.", errors));
        }
    }

    private static <T> Map<String, T> each(MultiMap sent, Set<String> names, Function<String, T> value) {
        return names.stream().filter(sent::contains).collect(toUnmodifiableMap(name -> name, value));
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
