package io.tidemark.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseLinkTest {

    @ParameterizedTest
    @CsvSource({
        "'', LOCAL",
        "postgresql://localhost:5432/tidemark, LOCAL",
        "postgresql://127.0.0.1/tidemark, LOCAL",
        "postgresql://[::1]:5432/tidemark, LOCAL",
        "postgresql:///tidemark, LOCAL",
        "postgresql://%2Fvar%2Frun%2Fpostgresql/tidemark, LOCAL",
        "postgresql://db.example.com/tidemark?sslmode=verify-full, ENCRYPTED",
        "postgresql://db.example.com/tidemark?a=b&sslmode=Prefer, AS_OFFERED",
        "postgresql://db.example.com:5432/tidemark, IN_CLEAR",
        "postgresql://localhost.example.com/tidemark, IN_CLEAR",
        "vertx-reactive:postgresql://10.0.0.7/a, IN_CLEAR",
        "postgresql://user:secret@data_base/a?sslmode=disable, IN_CLEAR",
        "'postgresql://localhost/a, postgresql://[2001:db8::1]:5432/a', IN_CLEAR",
    })
    void theUrlSaysIt(String url, DatabaseLink link) {
        assertThat(DatabaseLink.of(url, "")).isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource({"disable, IN_CLEAR", "PREFER, AS_OFFERED", "require, ENCRYPTED", "verify-full, ENCRYPTED"})
    void theModeThatIsSetWinsOverTheOneOfTheUrl(String mode, DatabaseLink link) {
        assertThat(DatabaseLink.of("postgresql://db.example.com/tidemark?sslmode=allow", mode))
                .isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://localhost:5432/tidemark?sslmode=disable, LOCAL",
        "jdbc:postgresql://db.example.com:5432/tidemark, AS_OFFERED",
        "jdbc:postgresql://db.example.com/tidemark?sslmode=verify-full&sslrootcert=/ca.crt, ENCRYPTED",
        "jdbc:postgresql://db.example.com/tidemark?sslmode=disable, IN_CLEAR",
    })
    void ofJdbcItIsWhatTheDriverDoes(String url, DatabaseLink link) {
        assertThat(DatabaseLink.ofJdbc(url)).isEqualTo(link);
    }
}
