package io.tidemark.alert.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointUrlTest {

    @Test
    void aUrlIsTakenApart() {
        assertThat(EndpointUrl.parse("https://Hooks.Example.org/a/b?c=d%20e"))
                .isEqualTo(new EndpointUrl(true, "hooks.example.org", 443, "/a/b?c=d%20e"));
        assertThat(EndpointUrl.parse("http://127.0.0.1:8080"))
                .isEqualTo(new EndpointUrl(false, "127.0.0.1", 8080, "/"));
        assertThat(EndpointUrl.parse("https://[2606:4700::1]:8443/x").authority())
                .isEqualTo("[2606:4700::1]:8443");
        assertThat(EndpointUrl.parse("https://hooks.example.org/T0/B0/secret").origin())
                .isEqualTo("https://hooks.example.org/…");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                              | must begin with
            hooks.example.org               | must begin with
            ftp://example.org/              | must begin with
            file:///etc/passwd              | must begin with
            https:///path                   | must have a host
            https:opaque                    | must have a host
            https://user:pw@example.org/    | must not hold a user
            https://user@example.org/       | must not hold a user
            https://example.org/#part       | must not have a fragment
            https://example.org:22/         | must have port
            https://example.org:25/         | must have port
            https://example.org:0/          | must have port
            https://example.org:99999/      | must have port
            https://exa mple.org/           | must be a URL
            https://zürich.example/         | must have a host
            """)
    void whatCannotBeAReceiverIsRefused(String url, String message) {
        assertThatThrownBy(() -> EndpointUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aVeryLongUrlIsRefused() {
        assertThatThrownBy(() -> EndpointUrl.parse("https://example.org/" + "a".repeat(2000)))
                .hasMessageContaining("at most 2000");
    }
}
