package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesTest {

    /** Of no model that could be had; the whole object is compared in {@link ToggleTest}. */
    private static final String OPERATOR = "postgresql.cnpg.io/v1";

    private static final List<KubernetesModels> RELEASES = KubernetesModels.releases();

    static Stream<Manifests> everyKindOfInstallation() {
        return Stream.of(Chart.render(), Chart.render(Chart.FULL), Chart.render(Chart.CLUSTER));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfInstallation")
    void threeReleasesOfKubernetesTakeEveryObject(Manifests manifests) {
        assertThat(manifests.objects()).isNotEmpty().allSatisfy(object -> {
            if (CustomModels.know(object)) {
                CustomModels.check(object);
            } else if (!object.path("apiVersion").asText().equals(OPERATOR)) {
                RELEASES.forEach(release -> release.check(object));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("everyKindOfInstallation")
    void noTwoObjectsHaveTheSameName(Manifests manifests) {
        assertThat(manifests.names()).doesNotHaveDuplicates();
        assertThat(manifests.objects())
                .extracting(object -> object.at("/metadata/namespace").asText())
                .containsOnly("analytics");
    }

    @Test
    void whatKubernetesDoesNotKnowIsNoticed() {
        var deployment = Chart.render().get("Deployment", "tidemark-ingest-service");
        var misspelt = with(deployment, "/spec/template/spec/containers/0", "readynessProbe");
        var route = with(Chart.render(Chart.FULL).get("HTTPRoute", "tidemark-route"), "/spec", "hosts");

        assertThat(RELEASES).allSatisfy(release -> assertThatThrownBy(() -> release.check(misspelt))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("readynessProbe"));
        assertThatThrownBy(() -> CustomModels.check(route))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("hosts");
    }

    private static JsonNode with(JsonNode object, String place, String field) {
        var copy = object.deepCopy();
        ((ObjectNode) copy.at(place)).putObject(field);
        return copy;
    }
}
