package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.helm.Manifests.Workload;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Authorities of one's own, and whatever else pods are given. */
class TrustTest {

    @ParameterizedTest
    @CsvSource({
        "tidemark-ingest-service, postgresql oidc redis tracing",
        "tidemark-query-service,  postgresql oidc redis tracing",
        "tidemark-alert-service,  postgresql oidc redis tracing mail",
        "tidemark-aggregate,      postgresql",
        "tidemark-migration,      postgresql",
    })
    void podsHaveTheAuthoritiesOfTheServersThatTheyReach(String name, String servers) {
        var pod = pod(Chart.render(Chart.FULL), name);
        var folders = Stream.of(servers.split(" "))
                .map(server -> "/etc/tidemark/" + server)
                .toList();

        assertThat(mounts(pod))
                .filteredOn(path -> path.startsWith("/etc/tidemark"))
                .isEqualTo(folders);
        assertThat(Yaml.items(pod.spec().path("volumes")))
                .filteredOn(volume -> volume.path("name").asText().endsWith("-ca"))
                .extracting(volume -> volume.at("/secret/items/0/path").asText())
                .hasSameSizeAs(folders)
                .containsOnly("ca.crt");
    }

    @ParameterizedTest
    @CsvSource({
        "OIDC,    QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME",
        "REDIS,   QUARKUS_REDIS_TLS_CONFIGURATION_NAME",
        "TRACING, QUARKUS_OTEL_EXPORTER_OTLP_TLS_CONFIGURATION_NAME",
        "MAIL,    QUARKUS_MAILER_TLS_CONFIGURATION_NAME",
    })
    void aServerIsKnownByItsOwnAuthorityOnlyIfThereIsOne(String server, String client) {
        var trust = "QUARKUS_TLS__" + server + "__TRUST_STORE_PEM_CERTS";
        var name = server.toLowerCase(Locale.ROOT);

        assertThat(alertService(Chart.render())).doesNotContainKeys(trust, client);
        assertThat(alertService(Chart.render(Chart.FULL)))
                .containsEntry(trust, "/etc/tidemark/" + name + "/ca.crt")
                .containsEntry(client, name);
    }

    @Test
    void namesInCertificatesAreVerifiedWhereServersHaveNames() {
        var redis = "QUARKUS_TLS__REDIS__HOSTNAME_VERIFICATION_ALGORITHM";

        assertThat(alertService(Chart.render(Chart.FULL)))
                .containsEntry("QUARKUS_TLS__MAIL__HOSTNAME_VERIFICATION_ALGORITHM", "HTTPS")
                .doesNotContainKey(redis);
        assertThat(alertService(Chart.render("redis: {hosts: ['rediss://redis.example.com'], caSecret: redis-ca}")))
                .containsEntry(redis, "HTTPS");
    }

    @ParameterizedTest
    @CsvSource({"starttls, false, REQUIRED", "tls, true, DISABLED", "none, false, DISABLED"})
    void mailIsSecuredAsIsSaid(String security, String tls, String startTls) {
        assertThat(alertService(Chart.render(
                        "mail: {host: smtp.example.com, from: a@example.com, security: " + security + "}")))
                .containsEntry("QUARKUS_MAILER_TLS", tls)
                .containsEntry("QUARKUS_MAILER_START_TLS", startTls);
    }

    @Test
    void mailMustBeEncryptedUnlessSomethingElseIsSaid() {
        assertThat(alertService(Chart.render("mail: {host: smtp.example.com, from: a@example.com}")))
                .containsEntry("QUARKUS_MAILER_START_TLS", "REQUIRED");
    }

    @Test
    void podsHaveWhatElseTheyAreGiven() {
        assertThat(Chart.render(Chart.FULL).workloads())
                .filteredOn(pod -> !pod.name().endsWith("-test"))
                .hasSizeGreaterThan(5)
                .allSatisfy(pod -> {
                    assertThat(pod.spec().path("volumes").toString()).contains("{\"configMap\":{\"name\":\"more\"}");
                    assertThat(mounts(pod)).contains("/more");
                    assertThat(Yaml.items(pod.containers().getFirst().path("envFrom")))
                            .last()
                            .isEqualTo(Yaml.read("secretRef: {name: more, optional: true}"));
                });
    }

    @Test
    void whatOnePodIsGivenIsNotTheOthers() {
        var rendered = Chart.render("query: {pod: {envFrom: [{configMapRef: {name: more}}]}}");

        assertThat(sources(rendered, "tidemark-query-service")).containsExactly("tidemark-settings", "more");
        assertThat(sources(rendered, "tidemark-ingest-service")).containsExactly("tidemark-settings");
    }

    private static List<String> sources(Manifests manifests, String name) {
        return Yaml.items(pod(manifests, name).containers().getFirst().path("envFrom")).stream()
                .map(source -> source.at("/configMapRef/name").asText())
                .toList();
    }

    private static Workload pod(Manifests manifests, String name) {
        return manifests.workloads().stream()
                .filter(pod -> pod.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> mounts(Workload pod) {
        return Yaml.items(pod.containers().getFirst().path("volumeMounts")).stream()
                .map(mount -> mount.path("mountPath").asText())
                .toList();
    }

    /** What alert-service is told, of all and of its own. */
    private static TreeMap<String, String> alertService(Manifests manifests) {
        var variables = new TreeMap<String, String>();
        manifests
                .get("ConfigMap", "tidemark-settings")
                .path("data")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        for (JsonNode variable :
                pod(manifests, "tidemark-alert-service").containers().getFirst().path("env")) {
            variables.put(variable.path("name").asText(), variable.path("value").asText());
        }
        return variables;
    }
}
