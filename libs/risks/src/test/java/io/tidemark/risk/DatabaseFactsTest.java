package io.tidemark.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFactsTest {

    @Test
    void aFittingDatabaseIsNoDanger() {
        assertThat(facts(false, false, true, true).dangers(DatabaseLink.AS_OFFERED))
                .isEmpty();
    }

    @Test
    void eachDangerIsNamed() {
        assertThat(facts(true, true, false, false).dangers(DatabaseLink.AS_OFFERED))
                .extracting(Danger::name)
                .containsExactly("database-privileges", "database-not-durable", "database-without-tls");
    }

    /** As tests and trials have it. */
    @Test
    void aDatabaseOfThisMachineMayForget() {
        assertThat(facts(false, false, false, false).dangers(DatabaseLink.LOCAL))
                .isEmpty();
    }

    /** Behind a pooler, PostgreSQL does not see how the service came there. */
    @ParameterizedTest
    @CsvSource({"ENCRYPTED, 0", "LOCAL, 0", "AS_OFFERED, 1"})
    void whatPostgresqlSeesCountsWhereSettingsLeaveItOpen(DatabaseLink link, int dangers) {
        assertThat(facts(false, false, true, false).dangers(link)).hasSize(dangers);
    }

    private static DatabaseFacts facts(boolean bypasses, boolean owns, boolean durable, boolean encrypted) {
        return new DatabaseFacts("tidemark_query", bypasses, owns, durable, encrypted);
    }
}
