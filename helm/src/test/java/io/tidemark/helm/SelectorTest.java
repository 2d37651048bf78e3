package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A Deployment whose selector changes cannot be upgraded; so the golden file is never to change either. */
class SelectorTest {

    private static final Path GOLDEN = Path.of("src/test/resources/selectors.yaml");

    @Test
    void selectorsStayAsTheyWereReleased() throws IOException {
        var selectors = new TreeMap<String, String>();
        for (var object : Chart.render(Chart.FULL).objects()) {
            var selector = object.at("/spec/selector");
            if (!selector.isMissingNode()) {
                var labels = selector.has("matchLabels") ? selector.get("matchLabels") : selector;
                selectors.put(object.path("kind").asText() + "/" + Manifests.name(object), labels.toString());
            }
        }
        var released = Yaml.read(Files.readString(GOLDEN)).properties().stream()
                .collect(
                        TreeMap<String, String>::new,
                        (map, entry) -> map.put(entry.getKey(), entry.getValue().toString()),
                        TreeMap::putAll);

        assertThat(selectors).isEqualTo(released);
    }

    @Test
    void selectorsDoNotDependOnTheRelease() {
        var labels = Chart.render("image: {tag: '9.9'}", "pod: {labels: {team: a}}")
                .get("Deployment", "tidemark-query-service")
                .at("/spec/selector");

        assertThat(labels)
                .isEqualTo(Chart.render()
                        .get("Deployment", "tidemark-query-service")
                        .at("/spec/selector"));
    }
}
