package io.tidemark.ingest.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetbackTest {

    @ParameterizedTest
    @CsvSource({
        "40P01, CONTENTION",
        "40001, CONTENTION",
        "55P03, CONTENTION",
        "23514, MISSING_PARTITION",
        "22P05, REFUSED",
        "22003, REFUSED",
        "23502, REFUSED",
        "54000, REFUSED",
        "57P01, DATABASE_AWAY",
        "53300, DATABASE_AWAY",
        "08006, DATABASE_AWAY",
        "25006, DATABASE_AWAY",
        "42P01, DATABASE_AWAY",
    })
    void theStateDecides(String state, Setback setback) {
        assertThat(Setback.of(refusal(state))).isEqualTo(setback);
    }

    @Test
    void brokenConnectionsAreOutages() {
        assertThat(Setback.of(new CompletionException(new ConnectException()))).isEqualTo(Setback.DATABASE_AWAY);
        assertThat(Setback.of(new TimeoutException())).isEqualTo(Setback.DATABASE_AWAY);
        assertThat(Setback.of(ClosedConnectionException.INSTANCE)).isEqualTo(Setback.DATABASE_AWAY);
    }

    @Test
    void theLogNamesTheStateAndQuotesNothing() {
        assertThat(Setback.reason(refusal("22P02"))).isEqualTo("SQLSTATE 22P02");
    }

    private static PgException refusal(String state) {
        return new PgException("a value of the sender", "ERROR", state, "with details");
    }
}
