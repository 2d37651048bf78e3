package io.tidemark.query.usage;

import io.smallrye.mutiny.Uni;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.daily.CountsSelect;
import io.tidemark.query.daily.DailyCountsRepository;
import io.tidemark.query.daily.Metric;
import io.tidemark.query.range.DateRange;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

@ApplicationScoped
class UsageSummaryRepository {

    private static final String TOTALS = """
            SELECT day,
                   coalesce(sum(api_calls), 0)::bigint AS api_calls,
                   coalesce(sum(token_issuances), 0)::bigint AS token_issuances,
                   coalesce(sum(credential_rotations), 0)::bigint AS credential_rotations,
                   (SELECT count(*) FROM agents) AS agents
              FROM totals
             GROUP BY GROUPING SETS ((day), ())
            """;

    private static final Set<Metric> METRICS =
            Set.of(Metric.API_CALLS, Metric.TOKEN_ISSUANCES, Metric.CREDENTIAL_ROTATIONS);

    private final DailyCountsRepository counts;

    UsageSummaryRepository(DailyCountsRepository counts) {
        this.counts = counts;
    }

    /** Totals of each day with any event, and of the whole range. */
    Uni<List<DayTotals>> listTotals(Inquiry inquiry, DateRange range) {
        return counts.read(inquiry, range, CountsSelect.ofAll(METRICS, TOTALS), UsageSummaryRepository::toTotals);
    }

    private static DayTotals toTotals(Row row) {
        return new DayTotals(
                row.getLocalDate("day"),
                row.getLong("api_calls"),
                row.getLong("token_issuances"),
                row.getLong("credential_rotations"),
                row.getLong("agents"));
    }
}
