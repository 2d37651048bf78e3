package io.tidemark.quickstart.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {

    private static final List<String> SERVERS = List.of("postgres", "redis");

    @TempDir
    Path folder;

    @Test
    void isTheSameAtTheNextStart() throws IOException {
        var first = Identity.loadOrCreate(file(), SERVERS);

        assertThat(Identity.loadOrCreate(file(), SERVERS)).isEqualTo(first);
        assertThat(first.tenants()).extracting(DemoTenant::slug).containsExactly("acme", "globex", "initech");
        assertThat(first.tenants()).allMatch(tenant -> tenant.apiKey().matches("tmk_[A-Za-z0-9_-]{43}"));
    }

    @Test
    void oneFromBeforeThereWereKeysIsGivenOne() throws IOException {
        Identity.loadOrCreate(file(), SERVERS);
        var old = Files.readString(file()).replaceFirst("\"secretsKey\"[^,]*,", "");
        Files.writeString(file(), old);

        var renewed = Identity.loadOrCreate(file(), SERVERS);

        assertThat(old).doesNotContain("secretsKey");
        assertThat(Base64.getDecoder().decode(renewed.secretsKey())).hasSize(32);
        assertThat(Identity.loadOrCreate(file(), SERVERS)).isEqualTo(renewed);
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        Identity.loadOrCreate(file(), SERVERS);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aPortThatSomebodyTookMeanwhileIsReplaced() throws IOException {
        var first = Identity.loadOrCreate(file(), SERVERS);
        try (var taken = new ServerSocket(first.port("redis"), 1, InetAddress.getLoopbackAddress())) {
            var second = Identity.loadOrCreate(file(), SERVERS);

            assertThat(second.port("redis")).isNotEqualTo(taken.getLocalPort());
            assertThat(second.port("postgres")).isEqualTo(first.port("postgres"));
        }
    }

    private Path file() {
        return folder.resolve("identity.json");
    }
}
