package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {

    private static final Pattern NETWORK = Pattern.compile("\"([0-9a-f.:]+/\\d+)\"");
    private static final Pattern PORT = Pattern.compile("int (?:HTTPS?|\\w+_PORT) = (\\d+);");

    @ParameterizedTest
    @MethodSource("io.tidemark.helm.KubernetesTest#everyKindOfInstallation")
    void everyPodIsUnderOnePolicyForBothDirections(Manifests manifests) {
        assertThat(manifests.workloads()).isNotEmpty().allSatisfy(pod -> assertThat(manifests.ofKind("NetworkPolicy"))
                .filteredOn(policy -> pod.isSelectedBy(policy.at("/spec/podSelector")))
                .singleElement()
                .extracting(policy -> policy.at("/spec/policyTypes").toString())
                .isEqualTo("[\"Ingress\",\"Egress\"]"));
    }

    @ParameterizedTest
    @CsvSource({
        "ingest-service,  53 5432 6379 443",
        "query-service,   53 5432 6379 443",
        "alert-service,   53 5432 6379 443 443 80 1024",
        "aggregation-job, 53 5432",
        "migration,       53 5432",
        "test,            53 9000",
    })
    void podsReachOnlyWhatTheyNeed(String component, String ports) {
        assertThat(rules(Chart.render(), component, "egress"))
                .flatExtracting(rule -> Yaml.items(rule.path("ports")))
                .filteredOn(port -> port.path("protocol").asText().equals("TCP"))
                .extracting(port -> port.path("port").asText())
                .containsExactly(ports.split(" "));
    }

    @Test
    void alertServiceReachesPublicAddressesOnlyAsItDoesItself() throws IOException {
        var guard = Files.readString(
                Path.of("../alert-service/src/main/java/io/tidemark/alert/endpoint/AddressPolicy.java"));
        var special = NETWORK.matcher(guard)
                .results()
                .map(found -> found.group(1))
                .filter(network -> !network.equals("2000::/3"))
                .toList();
        var peers = Yaml.items(web(Chart.render()).path("to"));

        assertThat(special).hasSizeGreaterThan(15).contains("10.0.0.0/8", "169.254.0.0/16");
        assertThat(peers)
                .extracting(peer -> peer.at("/ipBlock/cidr").asText())
                .containsExactly("0.0.0.0/0", "2000::/3");
        assertThat(peers)
                .flatExtracting(peer -> Yaml.items(peer.at("/ipBlock/except")))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(special);
    }

    @Test
    void webhooksReachEveryPortThatTheyMayHave() throws IOException {
        var url =
                Files.readString(Path.of("../alert-service/src/main/java/io/tidemark/alert/endpoint/EndpointUrl.java"));
        var ports = PORT.matcher(url).results().map(found -> found.group(1)).toList();

        assertThat(ports).containsExactly("80", "443", "1024", "65535");
        assertThat(web(Chart.render()).path("ports")).isEqualTo(Yaml.read("""
                        - {port: 443, protocol: TCP}
                        - {port: 80, protocol: TCP}
                        - {port: 1024, endPort: 65535, protocol: TCP}
                        """));
    }

    @Test
    void nothingThatAlertServiceReachesOnTheWebIsEverybody() {
        assertThat(rules(Chart.render(), "alert-service", "egress"))
                .filteredOn(rule -> rule.path("ports").toString().matches(".*\\b(80|443)\\b.*"))
                .hasSize(2)
                .allMatch(rule -> rule.has("to"));
    }

    @Test
    void peersThatAreNamedAreTheOnlyOnes() {
        var full = Chart.render(Chart.FULL);

        assertThat(rules(full, "query-service", "egress"))
                .allMatch(rule -> !rule.path("to").isEmpty());
        assertThat(rules(full, "query-service", "ingress")).hasSize(2).allMatch(rule -> !rule.path("from")
                .isEmpty());
        assertThat(rules(full, "query-service", "ingress").get(1).toString())
                .as("the pod of helm test is let in, too")
                .contains("\"app.kubernetes.io/component\":\"test\"");
        assertThat(rules(full, "alert-service", "egress").toString())
                .contains("10.1.0.0/16", "\"port\":587", "6380", "6381", "10.6.0.0/16", "\"port\":4317");
    }

    @Test
    void onlyJobsGoPastThePooler() {
        var pooled = Chart.render("""
                postgresql: {pooler: {host: pgbouncer.example.com}}
                networkPolicy: {peers: {pooler: [{ipBlock: {cidr: 10.6.0.0/16}}]}}""");

        assertThat(rules(pooled, "query-service", "egress").toString())
                .contains("6432", "10.6.0.0/16")
                .doesNotContain("5432");
        assertThat(rules(pooled, "aggregation-job", "egress").toString())
                .contains("5432")
                .doesNotContain("6432");
    }

    @Test
    void theOperatorsClusterIsFoundByItsLabel() {
        assertThat(rules(Chart.render(Chart.CLUSTER), "aggregation-job", "egress")
                        .toString())
                .contains("\"cnpg.io/cluster\":\"tidemark-db\"");
    }

    @Test
    void namesAreResolvedWhereTheClusterDoes() {
        var openShift = Chart.render("networkPolicy: {dnsPorts: [5353]}");

        assertThat(openShift.ofKind("NetworkPolicy")).hasSize(6).allSatisfy(policy -> assertThat(
                        policy.at("/spec/egress/0/ports"))
                .isEqualTo(Yaml.read("[{port: 5353, protocol: UDP}, {port: 5353, protocol: TCP}]")));
    }

    @Test
    void aReplicaIsReachedPastThePooler() {
        var pooled = Chart.render("""
                postgresql: {pooler: {host: pgbouncer.example.com}}
                query: {readReplica: replica.example.com}
                networkPolicy: {peers: {postgresql: [{ipBlock: {cidr: 10.2.0.0/16}}]}}""");

        assertThat(rules(pooled, "query-service", "egress").toString()).contains("6432", "5432", "10.2.0.0/16");
        assertThat(rules(pooled, "alert-service", "egress").toString())
                .contains("6432")
                .doesNotContain("5432");
    }

    @Test
    void sentinelsAreReachedAndTheMasterThatTheyName() {
        var sentinel = "redis: {hosts: ['redis://sentinel.example.com:26379'], clientType: sentinel, masterName: a}";

        assertThat(redis(Chart.render(sentinel))).containsExactly(26379, 6379);
        assertThat(redis(Chart.render(sentinel, "redis: {masterPort: 6380}"))).containsExactly(26379, 6380);
        assertThat(redis(Chart.render("redis: {masterPort: 6380}"))).containsExactly(6379);
    }

    /** The ports of the rule for Redis, which is the third. */
    private static List<Integer> redis(Manifests manifests) {
        return Yaml.items(rules(manifests, "query-service", "egress").get(2).path("ports")).stream()
                .map(port -> port.path("port").asInt())
                .toList();
    }

    private static JsonNode web(Manifests manifests) {
        return rules(manifests, "alert-service", "egress").stream()
                .filter(rule -> rule.path("ports").toString().contains("80,"))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> rules(Manifests manifests, String component, String direction) {
        return Yaml.items(
                manifests.get("NetworkPolicy", "tidemark-" + component).at("/spec/" + direction));
    }
}
