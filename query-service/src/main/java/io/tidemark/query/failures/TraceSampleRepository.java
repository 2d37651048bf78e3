package io.tidemark.query.failures;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.events.ErrorCategory;
import io.tidemark.events.PackedId;
import io.tidemark.platform.limit.QueryDatabase;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.event.EventConditions;
import io.tidemark.rollups.Events;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds traces of the latest errors of each group. */
@ApplicationScoped
class TraceSampleRepository {

    private static final int SAMPLES = 3;

    private final QueryDatabase database;

    TraceSampleRepository(QueryDatabase database) {
        this.database = database;
    }

    /** The same groups, with samples: only events around the last occurrence are looked at. */
    Uni<List<ErrorSummary.Group>> addSamples(Inquiry inquiry, List<Filter> filters, List<ErrorSummary.Group> groups) {
        if (groups.isEmpty()) {
            return Uni.createFrom().item(groups);
        }
        var parameters = new ArrayList<@Nullable Object>();
        var sql = sql(inquiry, filters, groups, parameters);
        return database.read(inquiry.tenant().id(), tx -> tx.preparedQuery(sql)
                .mapping(TraceSampleRepository::toSample)
                .execute(Tuple.from(parameters))
                .map(rows -> withSamples(groups, rows.stream().toList())));
    }

    private static String sql(
            Inquiry inquiry, List<Filter> filters, List<ErrorSummary.Group> groups, List<@Nullable Object> parameters) {
        parameters.add(inquiry.tenant().id());
        parameters.add(groups.stream().map(ErrorSummary.Group::type).toArray(String[]::new));
        parameters.add(groups.stream()
                .map(group -> group.lastOccurrence().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new));
        var conditions = new EventConditions(value -> {
                    parameters.add(value);
                    return "$" + parameters.size();
                })
                .of(inquiry.teams(), filters);
        conditions.addFirst(Events.ERROR);
        return """
            SELECT g.place, s.trace_id, s.status, s.error_type, s.error_category
              FROM unnest($2::text[], $3::timestamptz[]) WITH ORDINALITY AS g (of_type, last, place)
             CROSS JOIN LATERAL (SELECT trace_id, status, error_type, error_category
                                   FROM event
                                  WHERE tenant_id = $1
                                    AND day BETWEEN ((g.last - interval '5 minutes') AT TIME ZONE 'UTC')::date
                                                AND (g.last AT TIME ZONE 'UTC')::date
                                    AND "time" BETWEEN g.last - interval '5 minutes' AND g.last
                                    AND error_type IS NOT DISTINCT FROM g.of_type
                                    AND trace_id IS NOT NULL
                                    AND %s
                                  ORDER BY "time" DESC
                                  LIMIT 50) AS s
            """.formatted(String.join("\n                                    AND ", conditions));
    }

    private static List<ErrorSummary.Group> withSamples(List<ErrorSummary.Group> groups, List<Sample> samples) {
        var with = new ArrayList<ErrorSummary.Group>();
        for (var group : groups) {
            var place = with.size() + 1;
            with.add(group.with(samples.stream()
                    .filter(sample ->
                            sample.place() == place && sample.category().equals(group.category()))
                    .map(Sample::traceId)
                    .distinct()
                    .limit(SAMPLES)
                    .toList()));
        }
        return with;
    }

    private static Sample toSample(Row row) {
        return new Sample(
                row.getLong("place"),
                Objects.requireNonNull(PackedId.unpack(row.getBuffer("trace_id").getBytes())),
                ErrorCategory.of(
                        row.getString("error_category"), row.getInteger("status"), row.getString("error_type")));
    }

    private record Sample(long place, String traceId, String category) {}
}
