package io.tidemark.importer.send;

import java.time.Duration;

/** Waits; a seam for tests, which do not. */
@FunctionalInterface
public interface Pause {

    void sleep(Duration duration) throws InterruptedException;
}
