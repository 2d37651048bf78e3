package io.tidemark.bench.alerts;

/**
 * How much of a core was taken.
 *
 * @param postgres all of it
 * @param postgresForAlerts by its processes that serve alert-service
 */
record Usage(double alertService, double ingestService, double postgres, double postgresForAlerts) {}
