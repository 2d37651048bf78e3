package io.tidemark.aggregation.migration;

/** What spreads tables over several servers. */
public enum Distributor {
    CITUS
}
