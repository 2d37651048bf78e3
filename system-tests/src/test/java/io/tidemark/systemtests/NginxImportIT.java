package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.OpenApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of a real NGINX under load, imported, hold what awk counts in them. */
@SystemProfileOnly
class NginxImportIT {

    private static final String MIXED_REQUESTS = """
            local paths = {"/", "/items/7?page=2", "/moved", "/missing", "/broken", "/api/v1/orders/12", "/forbidden"}
            local methods = {"GET", "GET", "GET", "POST", "DELETE", "HEAD"}
            local n = 0
            request = function()
              n = n + 1
              return wrk.format(methods[n % #methods + 1], paths[n % #paths + 1],
                  {["User-Agent"] = 'wrk "' .. n % 50 .. '" \\\\', ["Referer"] = "https://www.example.org/" .. n % 9})
            end
            """;

    /** A request without a readable request line counts under the method "-". */
    private static final String COUNT = """
            {
                day = substr($1, index($1, "[") + 1, 11)
                method = $2 ~ /^[A-Za-z]+ .*HTTP\\/[0-9.]+$/ ? substr($2, 1, index($2, " ") - 1) : "-"
                split($3, rest, " ")
                count[day " " method " " rest[1]]++
            }
            END { for (key in count) print key, count[key] }
            """;

    private static final String TOTALS = """
            SELECT to_char(day, 'DD/Mon/YYYY') || ' ' || coalesce(method, '-') || ' ' || status AS key,
                   count(*) AS events
              FROM event
             WHERE tenant_id = ?
             GROUP BY 1
            """;

    private static final Pattern TOTAL_API_CALLS = Pattern.compile("\"totalApiCalls\"\\s*:\\s*(\\d+)");

    @TempDir
    static Path directory;

    private static Path combinedLog;
    private static Path jsonLog;
    private static Map<String, Long> counted;
    private static Deployment deployment;
    private static ServiceProcess ingest;

    private final UUID tenant = deployment.fixtures.tenant("pro", "UTC");
    private final String key = deployment.fixtures.apiKey(tenant, "ingest", "read");

    @BeforeAll
    static void serveAndDeploy() throws IOException, InterruptedException {
        serve();
        counted = count(combinedLog);
        deployment = new Deployment();
        ingest = deployment.ingest();
    }

    @AfterAll
    static void undeploy() {
        if (deployment != null) {
            deployment.close();
        }
    }

    private static void serve() throws IOException, InterruptedException {
        var script = Files.writeString(directory.resolve("mixed.lua"), MIXED_REQUESTS);
        try (var nginx = new Nginx(directory)) {
            run("wrk", "-t2", "-c32", "-d3s", "-s", script.toString(), nginx.url());
            nginx.sendRaw("\u0016\u0003\u0001\u0000\u00ff\r\n\r\n");
            nginx.sendRaw("GET /caf\u00c3\u00a9 HTTP/1.1\r\nHost: x\r\nUser-Agent: \u00ff\u00fe\r\n\r\n");
            nginx.sendRaw("nonsense\r\n\r\n");
            nginx.sendRaw("");
            combinedLog = nginx.combinedLog();
            jsonLog = nginx.jsonLog();
        }
    }

    @Test
    void combinedLogHoldsWhatAwkCounts() throws IOException, InterruptedException {
        assertThat(importLog(combinedLog)).contains("accepted");

        assertThat(stored()).isEqualTo(counted);
        assertThat(counted.keySet()).anyMatch(group -> group.contains(" - 400")).hasSizeGreaterThan(20);
    }

    @Test
    void jsonLogHoldsWhatAwkCountsInTheCombinedOne() throws IOException, InterruptedException {
        importLog(jsonLog);

        assertThat(stored()).isEqualTo(counted);
    }

    @Test
    void logImportedAgainAddsNothing() throws IOException, InterruptedException {
        importLog(combinedLog);

        assertThat(importLog(combinedLog)).containsPattern("accepted +0\n").containsPattern("malformed +0\n");
        assertThat(stored()).isEqualTo(counted);
    }

    @Test
    void usageSummaryCountsEveryRequest() throws IOException, InterruptedException {
        importLog(combinedLog);
        var query = deployment.query();
        var today = LocalDate.now(ZoneOffset.UTC);

        var path = "/analytics/usage-summary?from=" + today.minusDays(1) + "&to=" + today;
        var answer = ServiceProcess.get(query.url(path), "X-API-Key", key).body();

        var total = TOTAL_API_CALLS.matcher(answer);
        assertThat(total.find()).as(answer).isTrue();
        assertThat(Long.parseLong(total.group(1)))
                .isEqualTo(counted.values().stream().mapToLong(Long::longValue).sum());
    }

    private String importLog(Path log) throws IOException, InterruptedException {
        var root = OpenApi.file("x").getParent().getParent();
        return run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                root.resolve("importer/target/importer.jar").toString(),
                log.toString(),
                "--quiet",
                "--url",
                ingest.url("").toString(),
                "--api-key",
                key);
    }

    private Map<String, Long> stored() {
        return deployment.database.query(TOTALS, tenant).stream()
                .collect(Collectors.toMap(row -> (String) row.get("key"), row -> (Long) row.get("events")));
    }

    private static Map<String, Long> count(Path log) throws IOException, InterruptedException {
        return run("awk", "-F\"", COUNT, log.toString())
                .lines()
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Long.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor())
                .as(List.of(command).getFirst() + ": " + output)
                .isZero();
        return output;
    }
}
