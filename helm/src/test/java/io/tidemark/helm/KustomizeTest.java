package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KustomizeTest {

    @Test
    void baseAndComponentsAreWhatTheChartRenders() throws IOException {
        for (var file : PlainManifests.render().entrySet()) {
            Drift.check(PlainManifests.HOME.resolve(file.getKey()), file.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "components", "overlays"})
    void everyFileIsNamedAndEveryNameIsAFile(String folder) throws IOException {
        try (var files = Files.walk(PlainManifests.HOME.resolve(folder))) {
            var kustomizations =
                    files.filter(file -> file.endsWith("kustomization.yaml")).toList();

            assertThat(kustomizations).isNotEmpty().allSatisfy(KustomizeTest::namesWhatIsThere);
        }
    }

    private static void namesWhatIsThere(Path kustomization) throws IOException {
        var folder = kustomization.getParent();
        var named = named(kustomization);
        try (var beside = Files.list(folder)) {
            var there = beside.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("kustomization.yaml"))
                    .toList();

            assertThat(named).containsAll(there).allSatisfy(name -> assertThat(folder.resolve(name))
                    .exists());
        }
    }

    private static List<String> named(Path kustomization) throws IOException {
        var tree = Yaml.read(Files.readString(kustomization));
        return Stream.of(tree.path("resources"), tree.path("components"), tree.at("/configMapGenerator"))
                .flatMap(list -> Yaml.items(list).stream())
                .flatMap(item -> item.isTextual()
                        ? Stream.of(item.asText())
                        : Yaml.items(item.path("files")).stream().map(file -> file.asText()))
                .toList();
    }

    /** Whatever names the host of the rendered values is patched where the real one is named. */
    @Test
    void theHostIsNamedWhereverItIsNeeded() throws IOException {
        var host = Yaml.read(Files.readString(PlainManifests.HOME.resolve("values.yaml")))
                .path("host")
                .asText();
        var base = Files.readString(PlainManifests.HOME.resolve("base/alert-service.yaml"));
        var route = Files.readString(PlainManifests.HOME.resolve("components/gateway/objects.yaml"));
        var overlay = Files.readString(PlainManifests.HOME.resolve("overlays/prod/kustomization.yaml"));

        assertThat(base).containsOnlyOnce(host).containsPattern("_PUBLIC_URL\\s+value: https://" + host);
        assertThat(route).containsOnlyOnce(host).containsPattern("hostnames:\\s+- " + host);
        assertThat(overlay)
                .doesNotContain(host)
                .contains("_PUBLIC_URL, value: \"https://analytics.example.com\"")
                .contains("path: /spec/hostnames/0, value: analytics.example.com");
    }

    /** Where there is a kubectl; CI has one from Debian that is too old for components, and goes without. */
    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/prod"})
    void kustomizeMakesObjectsThatKubernetesTakes(String overlay) throws IOException, InterruptedException {
        var built = kustomize(overlay);
        var releases = KubernetesModels.releases();

        assertThat(built.ofKind("Deployment")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(built.names()).doesNotHaveDuplicates();
        assertThat(built.objects()).allSatisfy(object -> {
            if (CustomModels.know(object)) {
                CustomModels.check(object);
            } else {
                releases.forEach(release -> release.check(object));
            }
        });
        assertThat(built.workloads())
                .flatExtracting(Manifests.Workload::containers)
                .extracting(container -> container.path("image").asText())
                .allMatch(image -> image.matches(".+:[0-9][^/]*"));
    }

    private static Manifests kustomize(String overlay) throws IOException, InterruptedException {
        var kubectl = Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(kubectl.isPresent(), "there is no kubectl");
        var process = new ProcessBuilder(
                        kubectl.orElseThrow().toString(),
                        "kustomize",
                        PlainManifests.HOME.resolve(overlay).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return Manifests.parse(output);
    }
}
