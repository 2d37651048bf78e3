package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.helm.Manifests.Workload;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The restricted level of the Pod Security Standards, and what we ask of pods beyond it. */
class PodSecurityTest {

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    static Stream<Workload> everyPod() {
        return Stream.of(Chart.render(), Chart.render(Chart.FULL), Chart.render(Chart.CLUSTER))
                .flatMap(manifests -> manifests.workloads().stream());
    }

    @Test
    void thereArePodsOfEveryKind() {
        assertThat(Chart.render().workloads())
                .extracting(Workload::name)
                .containsExactlyInAnyOrder(
                        "tidemark-ingest-service",
                        "tidemark-query-service",
                        "tidemark-alert-service",
                        "tidemark-aggregate",
                        "tidemark-snapshots",
                        "tidemark-partitions",
                        "tidemark-retention",
                        "tidemark-purge",
                        "tidemark-migration",
                        "tidemark-test");
    }

    @ParameterizedTest
    @MethodSource("everyPod")
    void podsShareNothingWithTheirNode(Workload pod) {
        var spec = pod.spec();

        assertThat(List.of("hostNetwork", "hostPID", "hostIPC", "hostUsers")).noneMatch(spec::has);
        assertThat(Yaml.items(spec.path("volumes"))).allSatisfy(volume -> {
            var kinds = volume.properties().stream()
                    .map(entry -> entry.getKey())
                    .filter(name -> !name.equals("name"))
                    .toList();
            assertThat(VOLUMES).containsAll(kinds);
        });
        assertThat(pod.containers()).allSatisfy(container -> assertThat(Yaml.items(container.path("ports")))
                .noneMatch(port -> port.has("hostPort")));
    }

    @ParameterizedTest
    @MethodSource("everyPod")
    void processesAreNobodyAndStayIt(Workload pod) {
        var security = pod.spec().path("securityContext");

        assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(security.path("runAsUser").asInt()).isPositive();
        assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.containers())
                .isNotEmpty()
                .extracting(container -> container.path("securityContext"))
                .allSatisfy(PodSecurityTest::assertRestricted);
    }

    @Test
    void theClusterMayChooseTheUser() {
        assertThat(Chart.render("pod: {user: null}").workloads()).isNotEmpty().allSatisfy(pod -> assertThat(
                        pod.spec().path("securityContext"))
                .isEqualTo(Yaml.read("{runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}")));
    }

    /** The pod of `helm test` among them, whose image comes from the same registry and whose node from the same pool. */
    @Test
    void everyPodRunsWhereItIsTold() {
        assertThat(Chart.render(Chart.FULL).workloads()).isNotEmpty().allSatisfy(pod -> assertThat(
                        pod.spec().toString())
                .contains("\"imagePullSecrets\":[{\"name\":\"pull\"}]", "\"kubernetes.io/arch\":\"amd64\"")
                .contains("\"key\":\"analytics\"", "\"nodeAffinity\"", "\"priorityClassName\":\"high\""));
    }

    private static void assertRestricted(JsonNode security) {
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.path("privileged").asBoolean()).isFalse();
        assertThat(security.path("capabilities").toString()).isEqualTo("{\"drop\":[\"ALL\"]}");
        assertThat(security.has("runAsUser")).isFalse();
        assertThat(security.has("seccompProfile")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyPod")
    void podsGetNoTokenAndNoVariablesOfOthers(Workload pod) {
        assertThat(pod.spec().path("automountServiceAccountToken").asBoolean(true))
                .isFalse();
        assertThat(pod.spec().path("enableServiceLinks").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyPod")
    void javaCanWriteToTmpAndToNothingElse(Workload pod) {
        assertThat(pod.containers()).allSatisfy(container -> {
            var writable = Yaml.items(container.path("volumeMounts")).stream()
                    .filter(mount -> !mount.path("readOnly").asBoolean())
                    .map(mount -> mount.path("mountPath").asText())
                    .toList();
            assertThat(writable)
                    .isEqualTo(container.path("name").asText().equals("test") ? List.of() : List.of("/tmp"));
        });
    }

    @ParameterizedTest
    @MethodSource("everyPod")
    void everyContainerSaysWhatItNeedsAndWhichReleaseItIs(Workload pod) {
        assertThat(pod.containers()).allSatisfy(container -> {
            assertThat(container.path("image").asText())
                    .matches(".+(:[^:/]+|@sha256:[0-9a-f]{64})")
                    .doesNotEndWith(":latest");
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.helm.KubernetesTest#everyKindOfInstallation")
    void accountsHaveNoToken(Manifests manifests) {
        assertThat(manifests.ofKind("ServiceAccount")).hasSize(5).noneMatch(account -> account.path(
                        "automountServiceAccountToken")
                .asBoolean(true));
        assertThat(manifests.workloads().stream()
                        .map(pod -> pod.spec().path("serviceAccountName").asText())
                        .filter(account -> !account.isEmpty()))
                .allSatisfy(account -> manifests.get("ServiceAccount", account));
    }
}
