package io.tidemark.aggregation.run;

/** Held by the one run that may work. */
interface Guard extends AutoCloseable {

    @Override
    void close();
}
