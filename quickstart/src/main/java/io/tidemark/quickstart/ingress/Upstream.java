package io.tidemark.quickstart.ingress;

import java.util.OptionalInt;

/** Whoever answers for a service: one instance or several. */
@FunctionalInterface
public interface Upstream {

    /** The port of the instance that gets the next request; empty while none is ready. */
    OptionalInt next();

    /** The one instance of a service. */
    static Upstream at(int port) {
        return () -> OptionalInt.of(port);
    }
}
