package io.tidemark.importer.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private final RetryAfter header = new RetryAfter(InstantSource.fixed(Instant.parse("2026-11-06T08:49:37Z")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3                              | PT3S
            0                              | PT0S
            Fri, 06 Nov 2026 08:49:47 GMT  | PT10S
            Fri, 06 Nov 2026 08:00:00 GMT  | PT0S
            soon                           |
            -1                             |
            """)
    void bothFormsAreRead(String value, Duration wait) {
        assertThat(header.read(value)).isEqualTo(wait);
    }
}
