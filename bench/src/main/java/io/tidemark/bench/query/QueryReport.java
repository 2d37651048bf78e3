package io.tidemark.bench.query;

import java.util.List;
import java.util.Map;

/**
 * What the query benchmark found.
 *
 * @param environment machine, versions, settings and parameters
 */
record QueryReport(Map<String, String> environment, List<SizeReport> sizes) {}
