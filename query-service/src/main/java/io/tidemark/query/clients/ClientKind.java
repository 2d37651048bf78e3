package io.tidemark.query.clients;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.platform.problem.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What tells clients apart. */
enum ClientKind {
    CONSUMER(Attribute.CONSUMER),
    BROWSER(Attribute.BROWSER),
    OS(Attribute.OS),
    DEVICE(Attribute.DEVICE),
    CLIENT_CLASS(Attribute.CLIENT_CLASS);

    private final Attribute attribute;

    ClientKind(Attribute attribute) {
        this.attribute = attribute;
    }

    /**
     * The kind that a request asks for; consumers if for none.
     *
     * @throws ProblemException 400 if there is no such kind
     */
    static ClientKind parse(@Nullable String name) {
        return name == null
                ? CONSUMER
                : Arrays.stream(values())
                        .filter(kind -> kind.attribute.apiName().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                ProblemException.invalid("by", "must be consumer, browser, os, device or clientClass"));
    }

    Attribute attribute() {
        return attribute;
    }
}
