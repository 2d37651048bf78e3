package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each switch adds, and takes away. */
class ToggleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {host: a.example.com, ingress: {enabled: true}}        | + Ingress/tidemark-ingress
            {host: a.example.com, gateway: {enabled: true, parentRefs: [{name: a}]}} | + HTTPRoute/tidemark-route
            ingest: {autoscaling: {enabled: true}}                 | + HorizontalPodAutoscaler/tidemark-ingest-service
            query: {autoscaling: {enabled: true}}                  | + HorizontalPodAutoscaler/tidemark-query-service
            alert: {autoscaling: {enabled: true}}                  | + HorizontalPodAutoscaler/tidemark-alert-service
            query: {replicas: 1}                                   | - PodDisruptionBudget/tidemark-query-service
            monitoring: {serviceMonitor: {enabled: true}}          | + ServiceMonitor/tidemark-alert-service ServiceMonitor/tidemark-ingest-service ServiceMonitor/tidemark-query-service
            migration: {enabled: false}                            | - Job/tidemark-migration NetworkPolicy/tidemark-migration ServiceAccount/tidemark-migration
            networkPolicy: {enabled: false}                        | - NetworkPolicy/tidemark-aggregation-job NetworkPolicy/tidemark-alert-service NetworkPolicy/tidemark-ingest-service NetworkPolicy/tidemark-migration NetworkPolicy/tidemark-query-service NetworkPolicy/tidemark-test
            job: {schedules: {purge: ''}}                          | - CronJob/tidemark-purge
            """)
    void aSwitchAddsAndRemovesJustThis(String values, String difference) {
        var names = new HashSet<>(List.of(difference.substring(2).split(" ")));
        var before = new HashSet<>(Chart.render().names());
        var after = new HashSet<>(Chart.render(values).names());

        if (difference.startsWith("+")) {
            after.removeAll(before);
            assertThat(after).isEqualTo(names);
        } else {
            before.removeAll(after);
            assertThat(before).isEqualTo(names);
        }
    }

    @Test
    void everyFileOfRulesAndDashboardsIsTakenIn() {
        var full = Chart.render(Chart.FULL);
        var rules = full.ofKind("PrometheusRule");
        var dashboards = full.ofKind("ConfigMap").stream()
                .filter(map ->
                        map.at("/metadata/labels/grafana_dashboard").asText().equals("1"))
                .toList();

        assertThat(rules).hasSameSizeAs(files("files/rules", ".yaml")).allSatisfy(rule -> {
            assertThat(rule.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
            assertThat(rule.at("/spec/groups/0/rules")).isNotEmpty();
        });
        assertThat(dashboards).hasSameSizeAs(files("files/dashboards", ".json")).allSatisfy(map -> map.path("data")
                .properties()
                .forEach(file -> assertThat(Yaml.read(file.getValue().asText()).path("panels"))
                        .isNotEmpty()));
    }

    private static List<String> files(String folder, String suffix) {
        var names = Chart.HOME.resolve(folder).toFile().list((place, name) -> name.endsWith(suffix));
        return List.of(names == null ? new String[0] : names);
    }

    @Test
    void risksThatAreAcceptedAreAcceptedByTheJobToo() {
        var rendered = Chart.render(Chart.FULL);
        var accepted = rendered.get("ConfigMap", "tidemark-settings")
                .at("/data/TIDEMARK_RISKS_ACCEPTED")
                .asText();

        assertThat(accepted).isEqualTo("webhook-networks");
        assertThat(rendered.ofKind("CronJob")).isNotEmpty().allSatisfy(job -> assertThat(risks(job))
                .isEqualTo(Yaml.read(
                        "{configMapKeyRef: {name: tidemark-settings, key: TIDEMARK_RISKS_ACCEPTED, optional: true}}")));
        assertThat(rendered.ofKind("Job")).singleElement().satisfies(migration -> assertThat(migration.toString())
                .contains("{\"name\":\"TIDEMARK_RISKS_ACCEPTED\",\"value\":\"" + accepted + "\"}"));
    }

    private static JsonNode risks(JsonNode job) {
        return Yaml.items(job.at("/spec/jobTemplate/spec/template/spec/containers/0/env")).stream()
                .filter(variable -> variable.path("name").asText().equals("TIDEMARK_RISKS_ACCEPTED"))
                .findFirst()
                .orElseThrow()
                .path("valueFrom");
    }

    @Test
    void autoscalersFollowCpuAndWhatServicesExport() {
        var metrics = Chart.render(Chart.FULL)
                .get("HorizontalPodAutoscaler", "tidemark-ingest-service")
                .at("/spec/metrics");

        assertThat(metrics).hasSize(3);
        assertThat(metrics.toString())
                .contains("\"cpu\"", "\"tidemark_ingest_queue_depth\"", "\"tidemark_rollup_lag_seconds\"")
                .contains("\"averageValue\":\"5000\"");
        assertThat(Chart.render(Chart.FULL)
                        .get("Deployment", "tidemark-ingest-service")
                        .at("/spec")
                        .has("replicas"))
                .as("replicas are the autoscaler's")
                .isFalse();
    }

    @Test
    void podsHaveTimeToEndTheirRequests() {
        var settings = Chart.render("shutdown: {delay: 7, timeout: 31}");
        var pod = settings.get("Deployment", "tidemark-query-service").at("/spec/template/spec");

        assertThat(settings.get("ConfigMap", "tidemark-settings")
                        .at("/data/QUARKUS_SHUTDOWN_TIMEOUT")
                        .asText())
                .isEqualTo("31s");
        assertThat(settings.get("ConfigMap", "tidemark-settings")
                        .at("/data/QUARKUS_SHUTDOWN_DELAY")
                        .asText())
                .isEqualTo("7s");
        // Two evaluations of 5 s and deliveries of 8 s are what takes longest.
        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThan(7 + 31 + 2 * 5 + 8);
    }

    @Test
    void aReplicaIsReadFromOnlyIfThereIsOne() {
        assertThat(queryService()).doesNotContain("READ_REPLICA");
        assertThat(queryService(Chart.FULL)).contains("\"postgresql://replica.example.com:5432/tidemark\"");
    }

    private static String queryService(String... values) {
        return Chart.render(values).get("Deployment", "tidemark-query-service").toString();
    }

    @Test
    void tracesAreMadeOnlyIfThereIsSomebodyToSendThemTo() {
        assertThat(settings()).doesNotContain("OTEL").contains("\"QUARKUS_LOG_CONSOLE_JSON_ENABLED\":\"true\"");
        assertThat(settings(Chart.FULL))
                .contains("\"QUARKUS_OTEL_SDK_DISABLED\":\"false\"")
                .contains("\"QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT\":\"http://collector.observability:4317\"")
                .contains("\"QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL\":\"grpc\"")
                .contains("\"QUARKUS_OTEL_TRACES_SAMPLER_ARG\":\"0.1\"");
        assertThat(settings("logs: {json: false}")).doesNotContain("JSON");
    }

    private static String settings(String... values) {
        return Chart.render(values).get("ConfigMap", "tidemark-settings").toString();
    }

    @Test
    void anythingThatServicesAreToldChangesTheirPods() {
        assertThat(checksum()).isEqualTo(checksum("query: {replicas: 3}")).isNotEqualTo(checksum("env: {A: b}"));
    }

    private static String checksum(String... values) {
        return Chart.render(values)
                .get("Deployment", "tidemark-query-service")
                .at("/spec/template/metadata/annotations/checksum~1settings")
                .asText();
    }

    @Test
    void imagesAreNamedByRegistryReleaseAndDigest() {
        var digest = "sha256:" + "0123456789abcdef".repeat(4);

        assertThat(image("ingest-service")).isEqualTo("tidemark/ingest-service:0.1.0");
        assertThat(image("query-service", "image: {registry: r.example.com, repository: a/b, tag: '1.2'}"))
                .isEqualTo("r.example.com/a/b/query-service:1.2");
        assertThat(image("alert-service", "image: {digests: {alert-service: '" + digest + "'}}"))
                .isEqualTo("tidemark/alert-service@" + digest);
    }

    private static String image(String service, String... values) {
        return Chart.render(values)
                .get("Deployment", "tidemark-" + service)
                .at("/spec/template/spec/containers/0/image")
                .asText();
    }

    @Test
    void theOperatorsClusterComesWithTheChart() {
        assertThat(Chart.render().ofKind("Cluster")).isEmpty();
        assertThat(Chart.render(Chart.CLUSTER).names()).contains("Cluster/tidemark-db");
    }

    @Test
    void theOperatorsClusterHasTheRolesThatServicesLogInWith() {
        assertThat(Chart.render(Chart.CLUSTER).get("Cluster", "tidemark-db").path("spec"))
                .isEqualTo(Yaml.read("""
                        instances: 3
                        storage: {size: 100Gi}
                        resources:
                          requests: {cpu: "1", memory: 2Gi}
                          limits: {cpu: "4", memory: 2Gi}
                        bootstrap:
                          initdb: {database: tidemark, owner: tidemark, secret: {name: db-owner}}
                        postgresql:
                          synchronous: {method: any, number: 1}
                        managed:
                          roles:
                            - {name: tidemark, login: true, createrole: true, passwordSecret: {name: db-owner}}
                            - {name: tidemark_ingest}
                            - {name: ingest, login: true, inRoles: [tidemark_ingest], passwordSecret: {name: db-ingest}}
                            - {name: tidemark_query}
                            - {name: query, login: true, inRoles: [tidemark_query], passwordSecret: {name: db-query}}
                            - {name: tidemark_alert}
                            - {name: alert, login: true, inRoles: [tidemark_alert], passwordSecret: {name: db-alert}}
                            - {name: tidemark_job}
                            - {name: job, login: true, inRoles: [tidemark_job], passwordSecret: {name: db-job}}
                        """));
        assertThat(Chart.render(Chart.CLUSTER)
                        .get("ConfigMap", "tidemark-settings")
                        .toString())
                .contains("postgresql://tidemark-db-rw:5432/tidemark");
    }

    @Test
    void whatElseTheOperatorIsToldIsLaidOverTheChartsOwn() {
        var spec =
                Chart.render(Chart.CLUSTER, """
                        postgresql:
                          cluster:
                            spec:
                              instances: 5
                              postgresql: {parameters: {shared_buffers: 1GB}}
                              backup: {retentionPolicy: 30d}
                        """).get("Cluster", "tidemark-db").path("spec");

        assertThat(spec.path("instances").asInt()).isEqualTo(5);
        assertThat(spec.path("backup")).isEqualTo(Yaml.read("{retentionPolicy: 30d}"));
        assertThat(spec.path("postgresql"))
                .isEqualTo(Yaml.read("{parameters: {shared_buffers: 1GB}, synchronous: {method: any, number: 1}}"));
        assertThat(spec.at("/managed/roles")).hasSize(9);
    }

    @Test
    void servicesGoThroughThePoolerAndJobsPastIt() {
        var pooled = Chart.render("postgresql: {pooler: {host: pgbouncer.example.com}}");

        assertThat(pooled.get("Deployment", "tidemark-alert-service")
                        .at("/spec/template/spec/containers/0/env")
                        .toString())
                .contains("postgresql://pgbouncer.example.com:6432/tidemark", "TIDEMARK_DATABASE_POOLER");
        assertThat(pooled.get("CronJob", "tidemark-aggregate").toString()).doesNotContain("pgbouncer", "POOLER");
        assertThat(pooled.get("ConfigMap", "tidemark-settings").toString())
                .contains("postgresql://db.example.com:5432/tidemark");
    }
}
