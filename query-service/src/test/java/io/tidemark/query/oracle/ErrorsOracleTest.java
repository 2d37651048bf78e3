package io.tidemark.query.oracle;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.testing.Infrastructure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Errors against an oracle. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class ErrorsOracleTest extends ReadEndpointsBed {

    @Test
    void mf13AndMf14ErrorsAreGroupedByCategoryAndType() {
        var acme = History.of(Customer.pro()).mixed();
        var errors = having(acme.requests(FROM, TO), Call::isError);
        var expected = errors.stream().collect(groupingBy(call -> Arrays.asList(category(call), call.errorType())));

        var answer = get(acme.customer(), "/analytics/errors?limit=100&" + ALL);

        assertThat(answer.path("totalErrors").asInt()).isEqualTo(errors.size());
        assertThat(answer.path("items")).hasSize(expected.size());
        for (var item : answer.path("items")) {
            var own = Objects.requireNonNull(expected.get(Arrays.asList(
                    item.path("category").asText(), item.path("type").textValue())));
            assertThat(item.path("count").asInt()).isEqualTo(own.size());
            assertThat(Instant.parse(item.path("firstSeen").asText()))
                    .isEqualTo(
                            own.stream().map(Call::time).min(Instant::compareTo).orElseThrow());
            assertThat(Instant.parse(item.path("lastOccurrence").asText()))
                    .isEqualTo(
                            own.stream().map(Call::time).max(Instant::compareTo).orElseThrow());
            assertThat(item.path("sampleTraceIds")).isNotEmpty();
            assertThat(item.path("isNew").asBoolean()).isTrue();
        }
    }

    @Test
    void mf13PagesMakeUpTheWhole() {
        var acme = History.of(Customer.pro()).mixed();
        var whole = get(acme.customer(), "/analytics/errors?limit=100&" + ALL).path("items");

        var pages = new ArrayList<JsonNode>();
        var cursor = "";
        while (cursor != null) {
            var page = get(acme.customer(), "/analytics/errors?limit=2&" + ALL + cursor);
            page.path("items").forEach(pages::add);
            cursor = page.path("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.path("nextCursor").asText();
        }

        assertThat(pages).containsExactlyElementsOf(whole);
    }

    /** MF-14. */
    private static String category(Call call) {
        if (call.errorCategory() != null) {
            return call.errorCategory();
        }
        var status = call.status();
        if (status == null || status < 400) {
            return "DEADLINE_EXCEEDED".equals(call.errorType()) ? "timeout_error" : "other";
        }
        return switch (status) {
            case 408, 504 -> "timeout_error";
            case 429 -> "rate_limit_error";
            case 499 -> "network_error";
            default -> status < 500 ? "client_error" : "server_error";
        };
    }
}
