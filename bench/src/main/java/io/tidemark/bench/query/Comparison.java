package io.tidemark.bench.query;

import io.tidemark.bench.report.Timing;
import java.util.List;

/**
 * One question over one range.
 *
 * @param source what Tidemark read: a cube, or events
 * @param differences between the two answers, none if they agree
 */
record Comparison(String query, String range, String source, Timing tidemark, Timing raw, List<String> differences) {

    /** How many times as fast as raw events Tidemark is. */
    double ratio() {
        return raw.p50() / tidemark.p50();
    }
}
