package io.tidemark.quickstart.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.quickstart.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTableTest {

    /** The line of an OpenAPI document that begins a path. */
    private static final Pattern PATH = Pattern.compile("  (/\\S+):");

    @ParameterizedTest
    @CsvSource({
        "/v1/events,                ingest-service",
        "/v1/events/,               ingest-service",
        "/analytics/usage-summary,  query-service",
        "/api/analytics/agent-activity, query-service",
        "/v1/tenants/1/api-keys,    query-service",
        "/v1/webhooks/1/deliveries, alert-service",
        "/v1/alert-events,          alert-service",
        "/q/openapi,                query-service",
        "/q/openapi/ingest,         ingest-service",
        "/q/openapi/alert,          alert-service",
        "/q/swagger-ui/index.html,  query-service",
    })
    void pathsGoToTheServiceOfTheirPrefix(String path, String service) throws IOException {
        assertThat(PathTable.load().service(path)).contains(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/q/health/ready",
                "/q/metrics",
                "/q/dev",
                "/v1/eventsources",
                "/analyticsx",
                "/v1/events/../../q/metrics",
                "/v1/events/%2e%2E/%2e./q/metrics",
                "/v1/events/..%2f..%2Fq/metrics",
                "/v1/events/..\\..\\q/metrics",
                "/V1/EVENTS"
            })
    void whatIsNotListedIsNotServed(String path) throws IOException {
        assertThat(PathTable.load().service(path)).isEmpty();
    }

    @Test
    void theLongestPrefixWins() {
        var table = new PathTable(Stream.of("prefix,service", "/v1,one", "/v1/b,two", "# comment", ""));

        assertThat(table.service("/v1/b/c")).contains("two");
        assertThat(table.service("/v1/c")).contains("one");
    }

    @Test
    void everyServiceIsStartedAndEveryStartedServiceIsReachable() throws IOException {
        assertThat(PathTable.load().services())
                .containsExactlyInAnyOrderElementsOf(
                        Service.ALL.stream().map(Service::name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "query", "alert"})
    void everyPathOfAContractGoesToTheServiceThatKeepsIt(String contract) throws IOException {
        var table = PathTable.load();
        var paths = Files.readAllLines(Path.of("../openapi", contract + ".yaml")).stream()
                .map(PATH::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .toList();

        assertThat(paths).isNotEmpty().allSatisfy(path -> assertThat(table.service(path))
                .contains(contract + "-service"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events", "v1/events,ingest-service", "/v1/,ingest-service", "/v1,a,b"})
    void aLineThatCannotBeMeantIsRefused(String line) {
        assertThatThrownBy(() -> new PathTable(Stream.of("prefix,service", line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line);
    }
}
