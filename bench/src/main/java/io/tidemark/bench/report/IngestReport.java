package io.tidemark.bench.report;

import java.util.List;
import java.util.Map;

/**
 * What the ingest benchmark found.
 *
 * @param environment machine, versions, settings and parameters: without them no figure means anything
 * @param ratios between medians, by what is compared
 */
public record IngestReport(
        Map<String, String> environment,
        List<Scenario> scenarios,
        Map<String, Double> ratios,
        long serviceResidentPeakBytes,
        double bytesPerEvent) {}
