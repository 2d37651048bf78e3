package io.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCategoryTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "mine, 503, UNAVAILABLE, mine",
                "-, 404, -, client_error",
                "-, 404, INTERNAL, client_error",
                "-, 503, -, server_error",
                "-, 504, -, timeout_error",
                "-, 408, -, timeout_error",
                "-, 429, -, rate_limit_error",
                "-, 499, -, network_error",
                "-, 0, -, network_error",
                "-, 200, UNKNOWN, server_error",
                "-, 200, Unavailable, network_error",
                "-, -, DEADLINE_EXCEEDED, timeout_error",
                "-, 200, Boom, other",
                "-, 200, -, other",
                "-, -, -, other",
            })
    void whatTheSenderSaysThenTheStatusThenTheName(
            @Nullable String own, @Nullable Integer status, @Nullable String type, String category) {
        assertThat(ErrorCategory.of(own, status, type)).isEqualTo(category);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"200, other", "-, other", "500, server_error"})
    void anErrorWithoutANameIsNotTheOneThatGrpcCallsUnknown(@Nullable Integer status, String category) {
        assertThat(ErrorCategory.of(null, status, Failure.UNKNOWN)).isEqualTo(category);
    }
}
