package io.tidemark.bench.alerts;

import java.util.List;

/**
 * How long after events rules were said to fire, in seconds.
 *
 * @param latency from the acknowledgement
 * @param afterSlot from the end of the minute of the acknowledgement
 * @param missing rules that did not fire
 */
record Firings(List<Double> latency, List<Double> afterSlot, int missing) {}
