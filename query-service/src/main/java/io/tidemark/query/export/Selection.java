package io.tidemark.query.export;

import io.tidemark.catalogue.TimeBound;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.query.criteria.Criteria;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which events an export is about.
 *
 * @param teams the groups of routes whose events may be read; empty if those of all
 * @param granularity of metrics
 * @param from start of the range, included
 * @param to its end, excluded
 */
record Selection(
        Tenant tenant,
        Optional<Set<String>> teams,
        List<Filter> filters,
        Granularity granularity,
        Instant from,
        Instant to) {

    /** The filters for what is about requests: these only, unless other types of event are asked for. */
    List<Filter> requests() {
        return new Criteria(new TimeBound.Absolute(from), new TimeBound.Absolute(to), filters).ofRequests();
    }
}
