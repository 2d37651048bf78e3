package io.tidemark.query.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.platform.version.Version;
import io.tidemark.query.definition.ApiDefinition;
import io.tidemark.query.definition.ApiOperation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

    private static final List<String> PATHS = List.of(
            "/orders", "/orders/{id}", "/orders/new", "/orders/{id}/items/{item}", "/{any}/list", "/files/{f}.pdf");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/orders, /orders",
                "/orders/, /orders",
                "/orders/:id, /orders/{id}",
                "/orders/{orderId}, /orders/{id}",
                "/orders/o-17, /orders/{id}",
                "/orders/new, /orders/new",
                "/orders/list, /orders/{id}",
                "/users/list, /{any}/list",
                "/orders/:id/items/:id, /orders/{id}/items/{item}",
                "/files/a.pdf, /files/{f}.pdf",
                "/:id, -",
                "/orders/:id/items, -",
                "/, -"
            })
    void routesBelongToThePathThatSaysMost(String route, @Nullable String path) {
        assertThat(table("").find("GET", route).map(ApiOperation::path).orElse(null))
                .isEqualTo(path);
        assertThat(table("").find("POST", route)).isEmpty();
    }

    @Test
    void theLongestBasePathIsTakenAway() {
        var table = table("/api", "/api/v1");

        assertThat(table.find("GET", "/api/v1/orders").map(ApiOperation::path)).contains("/orders");
        assertThat(table.find("GET", "/api/orders/7").map(ApiOperation::path)).contains("/orders/{id}");
        assertThat(table.find("GET", "/orders")).isEmpty();
        assertThat(table.isOfApi("/api/else")).isTrue();
        assertThat(table.isOfApi("/apis")).isFalse();
    }

    private static RouteTable table(String... basePaths) {
        return new RouteTable(new ApiDefinition(
                "orders",
                "",
                null,
                List.of(basePaths),
                PATHS.stream().flatMap(RouteTableTest::operation).toList(),
                Instant.EPOCH,
                Instant.EPOCH,
                new Version(1)));
    }

    private static Stream<ApiOperation> operation(String path) {
        return Stream.of(new ApiOperation("GET", path, null, false, List.of()));
    }
}
