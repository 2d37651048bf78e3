package io.tidemark.query.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MF-18 and MF-19: exports hold what was sent. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class ExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL = "from=2026-03-28T00:00:00Z&to=2026-03-31T00:00:00Z";

    @Inject
    MovableClock clock;

    @BeforeEach
    void todayIsTheLastOfMarch() {
        clock.set("2026-03-31T12:00:00Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @Test
    void mf19MetricsAreTheRequestsPerBucketAndKey() throws IOException {
        var acme = History.of(Customer.pro()).mixed();
        var expected = acme.requests("2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z").stream()
                .collect(Collectors.groupingBy(call -> Arrays.asList(
                        call.time().truncatedTo(ChronoUnit.HOURS).toString(),
                        call.protocol(),
                        call.method(),
                        call.route(),
                        call.status() == null ? null : call.status().toString())));

        var rows = rows(acme.customer(), "metrics", "granularity=hour&" + ALL);

        assertThat(rows).hasSize(expected.size());
        for (var row : rows) {
            var sum = new Sum(Objects.requireNonNull(expected.get(Arrays.asList(
                    row.path("timestamp").asText(),
                    row.path("protocol").textValue(),
                    row.path("method").textValue(),
                    row.path("endpoint").textValue(),
                    row.path("statusCode").isNull()
                            ? null
                            : row.path("statusCode").asText()))));
            assertThat(row.path("requestCount").asLong()).isEqualTo(sum.requests());
            assertThat(row.path("errorCount").asLong()).isEqualTo(sum.errors());
            assertThat(row.path("bytesSent").asLong()).isEqualTo(sum.bytesSent());
            assertThat(row.path("bytesReceived").asLong()).isEqualTo(sum.bytesReceived());
        }
    }

    @Test
    void mf19EndpointsAreTheRequestsPerEndpoint() throws IOException {
        var acme = History.of(Customer.pro()).mixed();
        var expected = acme.requests("2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z").stream()
                .collect(Collectors.groupingBy(call -> Arrays.asList(call.route(), call.protocol(), call.method())));

        var rows = rows(acme.customer(), "endpoints", ALL);

        assertThat(rows).hasSize(expected.size());
        for (var row : rows) {
            var sum = new Sum(Objects.requireNonNull(expected.get(Arrays.asList(
                    row.path("endpoint").textValue(),
                    row.path("protocol").textValue(),
                    row.path("method").textValue()))));
            assertThat(row.path("totalRequests").asLong()).isEqualTo(sum.requests());
            assertThat(row.path("totalErrors").asLong()).isEqualTo(sum.errors());
        }
    }

    @Test
    void mf19ErrorsAndEventsAreAllThere() throws IOException {
        var acme = History.of(Customer.pro()).mixed();

        assertThat(rows(acme.customer(), "events", ALL)).hasSize(acme.calls().size());
        assertThat(rows(acme.customer(), "errors", ALL)).hasSize((int) acme.calls().stream()
                .filter(call -> call.isRequest() && call.isError())
                .count());
    }

    @Test
    void whatIsAboutRequestsIsAboutOtherEventsIfTheseAreAskedFor() throws IOException {
        var acme = History.of(Customer.pro()).mixed();
        var others = acme.calls().stream().filter(call -> !call.isRequest()).toList();
        var all = "type=token_issuance&" + ALL;

        assertThat(sum(rows(acme.customer(), "metrics", "granularity=day&" + all), "requestCount"))
                .isEqualTo(others.size());
        assertThat(sum(rows(acme.customer(), "endpoints", all), "totalRequests"))
                .isEqualTo(others.size());
        assertThat(rows(acme.customer(), "errors", all))
                .hasSize((int) others.stream().filter(Call::isError).count())
                .isNotEmpty();
    }

    private static long sum(List<JsonNode> rows, String field) {
        return rows.stream().mapToLong(row -> row.path(field).asLong()).sum();
    }

    @Test
    void filtersAreHonoured() throws IOException {
        var acme = History.of(Customer.pro()).mixed();

        assertThat(rows(acme.customer(), "events", "status=500&!consumer=app&browser=Firefox&" + ALL))
                .hasSize((int) acme.calls().stream()
                        .filter(call -> Objects.equals(call.status(), 500)
                                && !"app".equals(call.consumer())
                                && "Firefox".equals(call.browser()))
                        .count());
        assertThat(rows(acme.customer().inTeams("team-1"), "events", ALL)).hasSize((int) acme.calls().stream()
                .filter(call -> "team-1".equals(call.group()))
                .count());
        assertThat(rows(Customer.pro(), "events", ALL)).isEmpty();
    }

    @Test
    void mf18CsvIsQuotedGuardedAndHasTwoDecimals() {
        var acme = Customer.pro();
        acme.call(
                "2026-03-30T10:00:00Z",
                Map.of(
                        "method",
                        "GET",
                        "route",
                        "=cmd()",
                        "status",
                        500,
                        "duration_us",
                        12345L,
                        "error_type",
                        "a,b",
                        "error_message",
                        "say \"no\"\nand go",
                        "protocol",
                        "-1"));

        assertThat(csv(acme, "errors")).isEqualTo(records("""
                timestamp,protocol,method,endpoint,status_code,error_type,error_category,error_message,client_ip,trace_id
                2026-03-30T10:00:00Z,"'-1",GET,"'=cmd()",500,"a,b",,"say ""no""
                and go",,
                """).replace("say \"\"no\"\"\r\n", "say \"\"no\"\"\n"));
        assertThat(csv(acme, "endpoints")).isEqualTo(records("""
                endpoint,protocol,method,total_requests,total_errors,error_rate,avg_latency_ms,p95_latency_ms,bytes_sent,bytes_received
                "'=cmd()","'-1",GET,1,1,100.00,12.35,12.35,,
                """));
        assertThat(csv(acme, "metrics")).isEqualTo(records("""
                timestamp,protocol,method,endpoint,status_code,request_count,error_count,avg_latency_ms,p95_latency_ms,bytes_sent,bytes_received
                2026-03-30T10:00:00Z,"'-1",GET,"'=cmd()",500,1,1,12.35,12.35,,
                """));
    }

    /** RFC 4180 ends records in CR LF. */
    private static String records(String lines) {
        return lines.replace("\n", "\r\n");
    }

    @ParameterizedTest
    @CsvSource({"csv, text/csv", "json, application/json", "ndjson, application/x-ndjson"})
    void mf18HeadersSayWhatItIs(String format, String type) {
        RestAssured.given()
                .auth()
                .oauth2(Customer.pro().token())
                .get("/analytics/export/events?format=" + format + "&" + ALL)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith(type))
                .header(
                        "Content-Disposition",
                        containsString(
                                "attachment; filename=\"events-20260328T000000Z-20260331T000000Z." + format + "\""))
                .header("Tidemark-Row-Limit", "1000000")
                .header("Tidemark-Range", "2026-03-28T00:00:00Z/2026-03-31T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "users, 404, NOT_FOUND",
        "events?format=xml, 400, INVALID_REQUEST",
        "metrics?granularity=week, 400, INVALID_GRANULARITY",
        "events?from=now&to=now-1h, 400, INVALID_DATE_RANGE",
        "events?from=now-60d, 422, RANGE_NOT_KEPT",
        "events?colour=red, 400, INVALID_REQUEST"
    })
    void whatCannotBeExportedIsRefused(String which, int status, String code) {
        Customer.pro().get("/analytics/export/" + which).statusCode(status).body("code", equalTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Paris", "Asia/Kolkata", "UTC"})
    void metricsOfDaysFollowTheHomeZone(String zone) throws IOException {
        var acme = History.of(Customer.of("pro", zone)).waiting();

        var rows = rows(acme.customer(), "metrics", "granularity=day&" + ALL);

        var days = rows.stream()
                .map(row -> Instant.parse(row.path("timestamp").asText()))
                .distinct()
                .toList();
        assertThat(days)
                .allSatisfy(
                        day -> assertThat(day.atZone(ZoneId.of(zone)).getHour()).isZero());
        assertThat(rows.stream()
                        .mapToLong(row -> row.path("requestCount").asLong())
                        .sum())
                .isEqualTo(acme.calls().stream().filter(Call::isRequest).count());
        assertThat(Duration.between(days.getFirst(), days.getLast())).isGreaterThan(Duration.ofDays(1));
    }

    private static List<JsonNode> rows(Customer customer, String dataset, String query) throws IOException {
        var text = RestAssured.given()
                .auth()
                .oauth2(customer.token())
                .get("/analytics/export/" + dataset + "?format=json&" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        var rows = new ArrayList<JsonNode>();
        JSON.readTree(text).forEach(rows::add);
        var lines = RestAssured.given()
                .auth()
                .oauth2(customer.token())
                .get("/analytics/export/" + dataset + "?format=ndjson&" + query)
                .asString();
        assertThat(lines.lines().count()).isEqualTo(rows.size());
        return rows;
    }

    private static String csv(Customer customer, String dataset) {
        return RestAssured.given()
                .auth()
                .oauth2(customer.token())
                .get("/analytics/export/" + dataset + "?" + ALL)
                .asString();
    }
}
