package io.tidemark.platform.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "GMT",
                "CET",
                "Japan",
                "Europe/Paris",
                "Asia/Kathmandu",
                "America/Argentina/Buenos_Aires",
                "Etc/GMT+5"
            })
    void namesOfTheIanaDatabaseAreTaken(String name) {
        assertThat(ZoneName.parse("timeZone", name).getId()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "+02:00",
                "UTC+2",
                "europe/paris",
                "Europe/Atlantis",
                "SystemV/PST8",
                "Europe/Paris; DROP TABLE event"
            })
    void anythingElseIsRefusedNamingTheField(String name) {
        assertThatThrownBy(() -> ZoneName.parse("timeZone", name))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                                refused.problem().errors())
                        .extracting("field")
                        .containsExactly("timeZone"));
    }
}
