package io.tidemark.query.tokens;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.range.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Token issuance over a date range, one point per day or week.
 *
 * @param asOf a moment that the answer is not older than
 * @param complete whether all days of the range are over
 */
@RegisterForReflection
record TokenTrends(
        UUID tenantId,
        DateRange period,
        Granularity granularity,
        List<DataPoint> dataPoints,
        Instant asOf,
        boolean complete) {

    /** A point per period of the range, be it without any token: in the order of time. */
    static List<DataPoint> pointsOf(DateRange range, Granularity granularity, List<DataPoint> found) {
        Map<LocalDate, DataPoint> byDate =
                found.stream().collect(Collectors.toMap(DataPoint::date, Function.identity()));
        return range.days().stream()
                .map(granularity::startOf)
                .distinct()
                .map(date -> byDate.getOrDefault(date, DataPoint.none(date)))
                .toList();
    }

    /** Tokens of one day or week, as far as it is in the range. */
    @RegisterForReflection
    record DataPoint(
            @Schema(description = "The day, or the Monday of the week, even if that is before the range.")
            LocalDate date,

            @Schema(description = "Successful and failed ones.")
            long totalIssuances,

            long successfulIssuances,
            long failedIssuances,

            @Schema(description = "Agents with a successful or failed issuance, each counted once.")
            long uniqueAgents) {

        private static DataPoint none(LocalDate date) {
            return new DataPoint(date, 0, 0, 0, 0);
        }
    }
}
