package io.tidemark.query.tokens;

import io.smallrye.mutiny.Uni;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.daily.CountsSelect;
import io.tidemark.query.daily.DailyCountsRepository;
import io.tidemark.query.daily.Metric;
import io.tidemark.query.range.DateRange;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
class TokenTrendsRepository {

    private static final Set<Metric> METRICS = Set.of(Metric.TOKEN_ISSUANCES, Metric.TOKEN_FAILURES);

    private final DailyCountsRepository counts;

    TokenTrendsRepository(DailyCountsRepository counts) {
        this.counts = counts;
    }

    /** Points with any token. */
    Uni<List<TokenTrends.DataPoint>> listPoints(Inquiry inquiry, DateRange range, Granularity granularity) {
        var sql = """
            SELECT %s AS date,
                   sum(token_issuances)::bigint AS successful,
                   sum(token_failures)::bigint AS failed,
                   count(DISTINCT agent_id) FILTER (WHERE agent_id <> $2) AS agents
              FROM counts
             WHERE token_issuances > 0
                OR token_failures > 0
             GROUP BY 1
            """.formatted(granularity.sql());
        var select = CountsSelect.ofAgents(METRICS, Optional.empty(), sql, List.of(CountsSelect.NO_AGENT));
        return counts.read(inquiry, range, select, TokenTrendsRepository::toPoint);
    }

    private static TokenTrends.DataPoint toPoint(Row row) {
        long successful = row.getLong("successful");
        long failed = row.getLong("failed");
        return new TokenTrends.DataPoint(
                row.getLocalDate("date"), successful + failed, successful, failed, row.getLong("agents"));
    }
}
