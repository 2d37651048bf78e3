package io.tidemark.query.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Seed 002 against an oracle: the last of March, and short words for asking. */
abstract class ReadEndpointsBed {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String FROM = "2026-03-28T00:00:00Z";
    static final String TO = "2026-03-31T00:00:00Z";
    static final String ALL = "from=" + FROM + "&to=" + TO;

    // Bounds within a minute: edges are read from events.
    static final String ODD_FROM = "2026-03-28T10:07:13.5Z";
    static final String ODD_TO = "2026-03-30T22:01:59Z";
    static final String ODD = "from=" + ODD_FROM + "&to=" + ODD_TO;

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

    static JsonNode get(Customer customer, String path) {
        try {
            return JSON.readTree(customer.get(path).statusCode(200).extract().asString());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Call> having(Collection<Call> calls, Predicate<Call> condition) {
        return calls.stream().filter(condition).toList();
    }

    static boolean same(@Nullable String value, JsonNode node) {
        return Objects.equals(value, node.textValue());
    }

    static List<Long> values(JsonNode points) {
        var values = new ArrayList<Long>();
        points.forEach(point -> values.add(point.path("value").asLong()));
        return values;
    }
}
