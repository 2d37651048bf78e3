package io.tidemark.alert.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {

    private static final String OLD = "2025:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW =
            "2026:" + Base64.getEncoder().encodeToString("k".repeat(32).getBytes(UTF_8));
    private static final byte[] SECRET = "a secret of somebody".getBytes(UTF_8);

    private final UUID tenant = UUID.randomUUID();
    private final UUID owner = UUID.randomUUID();

    @Test
    void whatIsSealedOpensAgainAndDoesNotShow() {
        var box = new SecretBox(List.of(NEW));
        var sealed = box.seal(tenant, owner, SECRET);

        assertThat(box.open(tenant, owner, sealed)).isEqualTo(SECRET);
        assertThat(new String(sealed.bytes(), UTF_8)).doesNotContain("secret");
        assertThat(sealed.toString()).isEqualTo("Sealed[2026]");
        assertThat(box.seal(tenant, owner, SECRET).bytes()).isNotEqualTo(sealed.bytes());
    }

    @Test
    void anotherOwnerOpensNothing() {
        var box = new SecretBox(List.of(NEW));
        var sealed = box.seal(tenant, owner, SECRET);

        assertThatThrownBy(() -> box.open(UUID.randomUUID(), owner, sealed)).hasMessageContaining("does not open");
        assertThatThrownBy(() -> box.open(tenant, UUID.randomUUID(), sealed)).hasMessageContaining("does not open");
    }

    @Test
    void aChangedByteIsNoticed() {
        var box = new SecretBox(List.of(NEW));
        var sealed = box.seal(tenant, owner, SECRET);
        var bytes = sealed.bytes();
        bytes[bytes.length - 1] ^= 1;
        var changed = new Sealed(sealed.keyId(), bytes);

        assertThatThrownBy(() -> box.open(tenant, owner, changed)).hasMessageContaining("does not open");
    }

    @Test
    void anOldKeyStillOpensWhileTheFirstOneSeals() {
        var before = new SecretBox(List.of(OLD)).seal(tenant, owner, SECRET);
        var rotated = new SecretBox(List.of(NEW, OLD));

        assertThat(rotated.open(tenant, owner, before)).isEqualTo(SECRET);
        assertThat(rotated.seal(tenant, owner, SECRET).keyId()).isEqualTo("2026");
        assertThatThrownBy(() -> new SecretBox(List.of(NEW)).open(tenant, owner, before))
                .hasMessageContaining("No key 2025");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-colon", "id:short", "id:c2hvcnQ=", "bad id:AAAA", "id:???"})
    void aWrongKeyIsRefusedWithoutRepeatingIt(String key) {
        assertThatThrownBy(() -> new SecretBox(List.of(key)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tidemark.secrets.keys[0] must");
    }

    @Test
    void noKeyIsRefused() {
        assertThatThrownBy(() -> new SecretBox(List.of())).hasMessageContaining("names no key");
    }
}
