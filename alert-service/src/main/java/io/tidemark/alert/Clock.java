package io.tidemark.alert;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The clock of the service, which tests replace. */
class Clock {

    @Produces
    @Singleton
    @DefaultBean
    InstantSource system() {
        return InstantSource.system();
    }
}
