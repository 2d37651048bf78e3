package io.tidemark.query.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeZoneTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Paris", "Asia/Kathmandu", "America/Argentina/Buenos_Aires", "Etc/GMT+5"})
    void regionsAreHomes(String name) {
        assertThat(HomeZone.parse(name)).isEqualTo(name);
    }

    @Test
    void withoutANameTheHomeIsUtc() {
        assertThat(HomeZone.parse(null)).isEqualTo("UTC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "EST",
                "+02:00",
                "europe/paris",
                "Europe/Atlantis",
                "SystemV/PST8",
                "Europe/Paris; DROP TABLE event"
            })
    void anythingElseIsRefused(String name) {
        assertThatThrownBy(() -> HomeZone.parse(name)).isInstanceOf(ProblemException.class);
    }
}
