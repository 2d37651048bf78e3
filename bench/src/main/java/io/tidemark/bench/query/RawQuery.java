package io.tidemark.bench.query;

import static java.util.stream.Collectors.joining;

import io.tidemark.catalogue.Formula;
import io.tidemark.catalogue.Parameter;
import io.tidemark.catalogue.Shape;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.BucketWidth;
import io.tidemark.catalogue.plan.Filter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A question as an engineer would ask it of raw events. Its rows are the bucket's start in milliseconds, the key, both
 * perhaps NULL, and a number for each part.
 */
record RawQuery(String sql, List<Object> parameters, List<String> parts) {

    static RawQuery of(Asked asked, AnsweredRange range, UUID tenant) {
        var parameters = new ArrayList<Object>();
        parameters.add(tenant);
        parameters.add(range.from().atOffset(ZoneOffset.UTC));
        parameters.add(range.to().atOffset(ZoneOffset.UTC));
        var parts = parts(asked, range);
        var sql = """
                SELECT %s AS bucket, %s AS key, %s
                  FROM raw_event%s
                 WHERE tenant_id = ? AND "time" >= ? AND "time" < ?%s%s
                """.formatted(
                        bucket(asked.query().formula(), range.bucket()),
                        key(asked),
                        String.join(", ", parts.values()),
                        asked.query().dimensions().contains(Attribute.GROUP)
                                ? " LEFT JOIN LATERAL unnest(groups) AS group_name ON true"
                                : "",
                        conditions(asked.effectiveFilters(), parameters),
                        tail(asked, range));
        return new RawQuery(sql, parameters, List.copyOf(parts.keySet()));
    }

    /** With percentiles that are durations of events (nearest rank), as Tidemark promises, and not between two of them. */
    RawQuery nearestRank() {
        return new RawQuery(sql.replace("percentile_cont(", "percentile_disc("), parameters, parts);
    }

    private static Map<String, String> parts(Asked asked, AnsweredRange range) {
        double seconds = range.bucket()
                .flatMap(BucketWidth::find)
                .map(BucketWidth::about)
                .orElseGet(() -> Duration.between(range.from(), range.to()))
                .toSeconds();
        return RawFormula.parts(asked.query().formula(), seconds, Parameter.THRESHOLD.defaultValue());
    }

    private static String bucket(Formula formula, Optional<String> label) {
        if (formula instanceof Formula.Week) {
            return "extract(hour FROM \"time\" AT TIME ZONE 'UTC')::bigint";
        }
        return label.map(width -> switch (width) {
                    case "1w" -> millis("date_trunc('week', \"time\", 'UTC')");
                    case "1M" -> millis("date_trunc('month', \"time\", 'UTC')");
                    default ->
                        millis("date_bin('%d seconds', \"time\", 'epoch')"
                                .formatted(BucketWidth.find(width)
                                        .orElseThrow()
                                        .about()
                                        .toSeconds()));
                })
                .orElse("NULL::bigint");
    }

    private static String millis(String timestamp) {
        return "(extract(epoch FROM %s) * 1000)::bigint".formatted(timestamp);
    }

    private static String key(Asked asked) {
        if (asked.query().formula() instanceof Formula.Week) {
            return "(extract(isodow FROM \"time\" AT TIME ZONE 'UTC') - 1)::int::text";
        }
        var dimensions = asked.query().dimensions();
        return dimensions.isEmpty()
                ? "NULL::text"
                : dimensions.stream()
                        .map(RawColumn::of)
                        .map("(%s)::text"::formatted)
                        .collect(joining(" || ' · ' || "));
    }

    private static String conditions(List<Filter> filters, List<Object> parameters) {
        return filters.stream()
                .map(filter -> " AND " + RawColumn.condition(filter, parameters))
                .collect(joining());
    }

    private static String tail(Asked asked, AnsweredRange range) {
        var tail = new StringBuilder();
        if (asked.query().formula() instanceof Formula.Week || range.bucket().isPresent()) {
            tail.append(" GROUP BY 1, 2 ORDER BY 1, 2");
        } else if (!asked.query().dimensions().isEmpty()) {
            boolean worstFirst = asked.query().formula() instanceof Formula.Apdex;
            tail.append(" GROUP BY 2 ORDER BY 3")
                    .append(worstFirst ? "" : " DESC")
                    .append(" NULLS LAST");
        }
        if (asked.query().shape() == Shape.TOP_N) {
            tail.append(" LIMIT ").append((int) Parameter.TOP_N.defaultValue());
        }
        return tail.toString();
    }
}
