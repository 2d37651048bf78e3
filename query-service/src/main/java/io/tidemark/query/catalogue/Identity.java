package io.tidemark.query.catalogue;

import static java.util.stream.Collectors.joining;

import io.tidemark.catalogue.Question;
import io.tidemark.catalogue.TimeBound;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.platform.tenancy.Tier;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What tells a question from others, and how long its answer is good. */
final class Identity {

    private static final Duration PAST = Duration.ofSeconds(5);
    private static final Duration MOVING = Duration.ofSeconds(3);

    private Identity() {}

    /**
     * All that the answer depends on besides who asks.
     *
     * @param version of the query, if it is a saved one
     * @param tier says how far back is read
     */
    static Map<String, String> of(Question question, long version, Tier tier) {
        var parameters = new HashMap<String, String>();
        parameters.put("query", question.query().id() + "@" + version);
        parameters.put("tier", tier.code());
        parameters.put("from", text(question.from()));
        parameters.put("to", text(question.to()));
        parameters.put(
                "filters",
                question.filters().stream().map(Identity::text).sorted().collect(joining("&")));
        parameters.put("params", text(new TreeMap<>(question.params())));
        parameters.put(
                "groupBy", question.groupBy().stream().map(Attribute::apiName).collect(joining(",")));
        question.bucket().ifPresent(bucket -> parameters.put("bucket", bucket));
        question.zone().ifPresent(zone -> parameters.put("timeZone", zone.getId()));
        question.compare().ifPresent(compare -> parameters.put("compare", compare.toString()));
        return parameters;
    }

    /** What is over changes by late events only, but these are to be seen soon; "the last hour" is another every moment. */
    static Duration timeToLive(Question question, Instant now) {
        var moves = question.from().isRelative()
                || question.to().isRelative()
                || question.to().at(now).isAfter(now);
        return moves ? MOVING : PAST;
    }

    private static String text(TimeBound bound) {
        return switch (bound) {
            case TimeBound.Absolute(var instant) -> instant.toString();
            case TimeBound.Ago(var duration) -> "now-" + duration;
        };
    }

    private static String text(Filter filter) {
        var values = filter.values().stream().map(Identity::text).sorted().collect(joining(","));
        return (filter.negated() ? "!" : "") + filter.attribute().apiName() + "=" + values;
    }

    private static String text(Map<String, Object> params) {
        return params.entrySet().stream()
                .map(param -> text(param.getKey()) + "=" + text(param.getValue().toString()))
                .collect(joining("&"));
    }

    /** No text can pass for a null or for two texts. */
    private static String text(@Nullable String value) {
        return value == null ? "-" : "'" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
