package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.helm.Manifests.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentTest {

    private static final Map<String, KnownSettings> KNOWN = new HashMap<>();

    @ParameterizedTest
    @MethodSource("io.tidemark.helm.KubernetesTest#everyKindOfInstallation")
    void everyVariableIsOneThatTheApplicationReads(Manifests manifests) {
        assertThat(manifests.workloads())
                .filteredOn(pod -> !pod.name().endsWith("-test"))
                .isNotEmpty()
                .allSatisfy(pod -> {
                    var application = pod.containers().getFirst().path("name").asText();
                    var known = KNOWN.computeIfAbsent(application, KnownSettings::of);
                    assertThat(variables(manifests, pod))
                            .as(application)
                            .hasSizeGreaterThan(2)
                            .doesNotHaveDuplicates()
                            .allMatch(known::contain);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "ingest-service,  TIDEMARK_INGEST_FLUSH_WRITERS,             true",
        "ingest-service,  TIDEMARK_INGEST_FLUSH_WRITER,              false",
        "ingest-service,  TIDEMARK_SECRETS_KEYS,                     false",
        "alert-service,   TIDEMARK_SECRETS_KEYS,                     true",
        "query-service,   ANALYTICS_FREE_TIER,                       true",
        "query-service,   QUARKUS_DATASOURCE_REACTIVE_URL,           true",
        "query-service,   QUARKUS_DATASOURCE__FLUSH__REACTIVE_URL,   true",
        "query-service,   QUARKUS_DATASOURCE_DB_KIND,                false",
        "aggregation-job, TIDEMARK_TIERS_PRO_RAW_RETENTION,          true",
        "aggregation-job, TIDEMARK_TIERS_PRO_EXPORT_ROWS,            false",
    })
    void whatIsKnownIsKnownExactly(String application, String variable, boolean known) {
        assertThat(KnownSettings.of(application).contain(variable)).isEqualTo(known);
    }

    @Test
    void largeNumbersStayWhole() {
        assertThat(Chart.render(Chart.FULL)
                        .get("ConfigMap", "tidemark-settings")
                        .at("/data/TIDEMARK_TIERS_PRO_EXPORT_ROWS")
                        .asText())
                .isEqualTo("20000000");
    }

    @Test
    void secretsComeFromSecretsOnly() {
        var manifests = Chart.render(Chart.FULL);

        assertThat(manifests.ofKind("Secret")).isEmpty();
        assertThat(manifests.workloads())
                .flatExtracting(Workload::containers)
                .flatExtracting(container -> Yaml.items(container.path("env")))
                .filteredOn(variable -> variable.path("name").asText().matches(".*(PASSWORD|USERNAME|KEYS)"))
                .hasSizeGreaterThan(15)
                .allMatch(
                        variable -> variable.at("/valueFrom/secretKeyRef/name").isTextual());
    }

    @ParameterizedTest
    @CsvSource({
        "ingest-service, tidemark_ingest_queue_depth",
        "ingest-service, tidemark_rollup_lag_seconds",
        "alert-service,  tidemark_webhook_queue_lateness_seconds",
    })
    void autoscalersFollowMetricsThatTheServiceExports(String service, String metric) throws IOException {
        var scaler = Chart.render(Chart.FULL).get("HorizontalPodAutoscaler", "tidemark-" + service);
        var meter = "\"" + metric.replaceAll("_seconds$", "").replace('_', '.') + "\"";

        assertThat(scaler.toString()).contains("\"" + metric + "\"");
        try (var sources = Files.walk(Path.of("..", service, "src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile))
                    .anySatisfy(source -> assertThat(source).content().contains(meter));
        }
    }

    @Test
    void risksThatMayBeAcceptedAreThoseOfTheServices() throws IOException {
        var known = constants("libs/risks") + constants("libs/platform") + constants("alert-service");

        assertThat(risks()).hasSize(4).allSatisfy(risk -> assertThat(known).contains('"' + risk + '"'));
    }

    /** Of the chart's checks and of the overlay for trying out. */
    private static Set<String> risks() throws IOException {
        var checks = Files.readString(Chart.HOME.resolve("templates/_checks.tpl"));
        var overlay = Files.readString(PlainManifests.HOME.resolve("overlays/dev/kustomization.yaml"));
        return Stream.concat(
                        Pattern.compile("has \"([a-z-]+)\" \\$values\\.risks")
                                .matcher(checks)
                                .results(),
                        Pattern.compile("RISKS_ACCEPTED, value: \"([a-z,-]+)\"")
                                .matcher(overlay)
                                .results())
                .flatMap(found -> Stream.of(found.group(1).split(",", -1)))
                .collect(Collectors.toSet());
    }

    private static String constants(String module) throws IOException {
        try (var files = Files.walk(Path.of("..", module, "src/main/java"))) {
            var text = new StringBuilder();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    private static List<String> variables(Manifests manifests, Workload pod) {
        var names = new ArrayList<String>();
        for (var container : pod.containers()) {
            for (var source : container.path("envFrom")) {
                if (source.has("configMapRef")) {
                    var map = manifests.get(
                            "ConfigMap", source.at("/configMapRef/name").asText());
                    map.path("data").properties().forEach(entry -> names.add(entry.getKey()));
                }
            }
            Yaml.items(container.path("env")).stream()
                    .map((JsonNode variable) -> variable.path("name").asText())
                    .forEach(names::add);
        }
        return names;
    }
}
