package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One table of paths for the local ingress, the Ingress and the HTTPRoute. */
class PathTableTest {

    private static final Path LOCAL_INGRESS = Path.of("../quickstart/src/main/resources/ingress-paths.csv");

    @Test
    void theChartHasTheTableOfTheLocalIngress() {
        assertThat(Chart.HOME.resolve("files/paths.csv"))
                .as("after a change: cp %s %s/files/paths.csv", LOCAL_INGRESS, Chart.HOME)
                .hasSameTextualContentAs(LOCAL_INGRESS);
    }

    @Test
    void theIngressServesTheTable() throws IOException {
        var paths = Chart.render(Chart.FULL).get("Ingress", "tidemark-ingress").at("/spec/rules/0/http/paths");
        var served = new TreeMap<String, String>();
        for (var path : paths) {
            assertThat(path.path("pathType").asText()).isEqualTo("Prefix");
            served.put(
                    path.path("path").asText(),
                    path.at("/backend/service/name").asText() + ":"
                            + path.at("/backend/service/port/name").asText());
        }

        assertThat(served).isEqualTo(table(":http"));
    }

    @Test
    void theRouteServesTheTableInRulesThatAreNotTooLong() throws IOException {
        var rules = Yaml.items(
                Chart.render(Chart.FULL).get("HTTPRoute", "tidemark-route").at("/spec/rules"));
        var served = new TreeMap<String, String>();
        for (var rule : rules) {
            var backend = rule.at("/backendRefs/0/name").asText() + ":"
                    + rule.at("/backendRefs/0/port").asText();
            paths(rule).forEach(path -> served.put(path, backend));
        }

        assertThat(served).isEqualTo(table(":80"));
        assertThat(rules).hasSizeLessThanOrEqualTo(16).allSatisfy(rule -> assertThat(rule.path("matches"))
                .hasSizeLessThanOrEqualTo(8));
    }

    private static List<String> paths(JsonNode rule) {
        return Yaml.items(rule.path("matches")).stream()
                .map(match -> match.at("/path/value").asText())
                .toList();
    }

    private static Map<String, String> table(String port) throws IOException {
        var table = new TreeMap<String, String>();
        for (var line : Files.readAllLines(LOCAL_INGRESS)) {
            if (line.startsWith("/")) {
                var columns = line.split(",", -1);
                table.put(columns[0], "tidemark-" + columns[1] + port);
            }
        }
        return table;
    }
}
