package io.tidemark.bench.alerts;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.bench.event.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rules over different questions, evaluated every minute: of each five questions four are about the traffic, and never
 * hold; the fifth is about a route that nobody calls until the benchmark does, and then its rules fire.
 */
record RuleSet(int rules, int questions) {

    private static final int KINDS = 5;
    private static final int PER_FILE = 250;
    private static final String PROBE = "/probe/";
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<Traffic.Endpoint> ENDPOINTS = new Traffic().endpoints();

    RuleSet {
        if (questions < KINDS || questions > KINDS * ENDPOINTS.size() || rules < questions) {
            throw new IllegalArgumentException("between %d and %d questions, and at least as many rules"
                    .formatted(KINDS, KINDS * ENDPOINTS.size()));
        }
    }

    /** Routes that make rules fire. */
    int probes() {
        return questions / KINDS;
    }

    static String probe(int number) {
        return PROBE + number;
    }

    /** The rules that fire when this route is called. */
    List<String> namesOfProbe(int number) {
        return IntStream.iterate(KINDS * number + KINDS - 1, rule -> rule < rules, rule -> rule + questions)
                .mapToObj(RuleSet::name)
                .toList();
    }

    /** The rules as {@code _import} takes them: all JSON is YAML. */
    List<String> files() {
        var files = new ArrayList<String>();
        for (int from = 0; from < rules; from += PER_FILE) {
            var file = JSON.createObjectNode();
            var alerts = file.putArray("alerts");
            IntStream.range(from, Math.min(rules, from + PER_FILE)).forEach(rule -> write(alerts.addObject(), rule));
            files.add(file.toString());
        }
        return files;
    }

    private static String name(int rule) {
        return "Rule %05d".formatted(rule);
    }

    private void write(ObjectNode alert, int rule) {
        int question = rule % questions;
        alert.put("name", name(rule)).put("window", "PT5M").put("evaluationInterval", "PT1M");
        var condition = alert.putArray("conditions").addObject();
        var endpoint = ENDPOINTS.get(question / KINDS);
        switch (question % KINDS) {
            case 0 -> put(condition, "server_error_rate", ">", 1.5, endpoint).put("minSamples", 20);
            case 1 ->
                put(condition, "duration_percentiles_ts", ">", 1e9, endpoint).put("series", "p95");
            case 2 -> put(condition, "requests_total", "<", -1, endpoint);
            case 3 ->
                put(condition, "error_rate", ">", 1.5).putObject("filters").put("consumer", "app-" + question / KINDS);
            default ->
                put(condition, "requests_total", ">", 0).putObject("filters").put("route", probe(question / KINDS));
        }
    }

    private static ObjectNode put(
            ObjectNode condition, String query, String operator, double threshold, Traffic.Endpoint endpoint) {
        put(condition, query, operator, threshold)
                .putObject("filters")
                .put("api", endpoint.api())
                .put("route", endpoint.route());
        return condition;
    }

    private static ObjectNode put(ObjectNode condition, String query, String operator, double threshold) {
        return condition.put("query", query).put("operator", operator).put("threshold", threshold);
    }
}
