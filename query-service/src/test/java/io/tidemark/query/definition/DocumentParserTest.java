package io.tidemark.query.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.platform.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentParserTest {

    @Test
    void operationsAreTakenWithTheirResponses() {
        var document = DocumentParser.parse("""
                openapi: 3.1.0
                info: {title: Orders API, version: 1.4.0}
                servers:
                  - url: https://api.example.com/v1/
                  - url: /v2
                paths:
                  x-note: nothing
                  /orders/{id}:
                    summary: One order
                    parameters: []
                    get:
                      operationId: getOrder
                      responses: {"404": {}, "200": {}, default: {}, "5xx": {}, x-y: {}}
                    delete: {deprecated: true}
                """);

        assertThat(document)
                .isEqualTo(new ApiDocument(
                        "Orders API",
                        Optional.of("1.4.0"),
                        List.of("/v1", "/v2"),
                        List.of(
                                new ApiOperation(
                                        "GET",
                                        "/orders/{id}",
                                        "getOrder",
                                        false,
                                        List.of("200", "404", "5XX", "default")),
                                new ApiOperation("DELETE", "/orders/{id}", null, true, List.of()))));
    }

    @Test
    void jsonAndSwagger2AreReadToo() {
        var document = DocumentParser.parse("""
                {"swagger": "2.0", "basePath": "/api", "paths": {"/a": {"post": {"responses": {"201": {}}}}}}""");

        assertThat(document.basePaths()).containsExactly("/api");
        assertThat(document.operations()).extracting(ApiOperation::method).containsExactly("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "https://{host}.example.com/v1", "https://api.example.com", "not a uri %%"})
    void serversThatSayNothingOfPathsLeaveThemAsTheyAre(String url) {
        var document = DocumentParser.parse("""
                {"openapi": "3.0.3", "servers": [{"url": "%s"}], "paths": {}}""".formatted(url));

        assertThat(document.basePaths()).containsExactly("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|INVALID_REQUEST|openapi",
                "{\"openapi\": |MALFORMED_BODY|",
                "just a text|INVALID_REQUEST|openapi",
                "{\"openapi\": \"2.0\", \"paths\": {}}|INVALID_REQUEST|openapi",
                "{\"openapi\": \"3.0.0\"}|INVALID_REQUEST|paths",
                "{\"openapi\": \"3.0.0\", \"paths\": []}|INVALID_REQUEST|paths",
                "{\"openapi\": \"3.0.0\", \"paths\": {\"a\": {}}}|INVALID_REQUEST|paths",
                "{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": {\"$ref\": \"b.yaml\"}}}|INVALID_REQUEST|paths",
            })
    void whatIsNoDocumentIsRefused(String text, String code, String field) {
        assertThatThrownBy(() -> DocumentParser.parse(text)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo(code);
            if (field != null) {
                assertThat(e.problem().errors().getFirst().field()).isEqualTo(field);
            }
        });
    }
}
