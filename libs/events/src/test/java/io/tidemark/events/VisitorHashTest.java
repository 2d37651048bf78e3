package io.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisitorHashTest {

    private static final byte[] SALT = new byte[32];

    static {
        for (var i = 0; i < SALT.length; i++) {
            SALT[i] = (byte) i;
        }
    }

    @Test
    void theHashIsTheFirst64BitsOfHmacSha256() {
        // Computed with Python's hmac module.
        assertThat(VisitorHash.of(SALT, "203.0.113.7", "curl/8.5.0")).isEqualTo(-3140784330314723548L);
        assertThat(VisitorHash.of(SALT, "203.0.113.7", "")).isEqualTo(-7930138741810435896L);
    }

    @Test
    void anotherSaltAddressOrUserAgentIsAnotherVisitor() {
        assertThat(VisitorHash.of(SALT, "203.0.113.7", "curl/8.5.0"))
                .isNotEqualTo(VisitorHash.of(new byte[32], "203.0.113.7", "curl/8.5.0"))
                .isNotEqualTo(VisitorHash.of(SALT, "203.0.113.8", "curl/8.5.0"))
                .isNotEqualTo(VisitorHash.of(SALT, "203.0.113.7", "curl/8.5.1"));
    }
}
