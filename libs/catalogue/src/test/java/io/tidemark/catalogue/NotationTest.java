package io.tidemark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How times, filters and comparisons are written. */
class NotationTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "now, 2026-11-21T10:00:00Z, true",
        "now-30s, 2026-11-21T09:59:30Z, true",
        "now-15m, 2026-11-21T09:45:00Z, true",
        "now-24h, 2026-11-20T10:00:00Z, true",
        "now-7d, 2026-11-14T10:00:00Z, true",
        "now-2w, 2026-11-07T10:00:00Z, true",
        "2026-11-21T10:00:00+01:00, 2026-11-21T09:00:00Z, false",
        "2026-11-21T10:00:00.5Z, 2026-11-21T10:00:00.5Z, false",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z, false",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z, false"
    })
    void timesAreRelativeOrRfc3339(String text, Instant instant, boolean relative) {
        var bound = TimeBound.parse("from", text);

        assertThat(bound.at(NOW)).isEqualTo(instant);
        assertThat(bound.isRelative()).isEqualTo(relative);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "now-",
                "now-1y",
                "now+1h",
                "now-1h30m",
                "2026-11-21",
                "1763719200",
                "NOW",
                "now-9999999d",
                "2026-11-21T10:00Z",
                "2026-11-21T24:00:00Z",
                "2026-11-21T10:00:00",
                "+20000-01-01T00:00:00Z",
                "0000-12-31T23:59:59Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01"
            })
    void otherTimesAreRefused(String text) {
        assertThatThrownBy(() -> TimeBound.parse("to", text)).isInstanceOfSatisfying(QuestionException.class, e -> {
            assertThat(e.field()).isEqualTo("to");
            assertThat(e.code()).isEqualTo("INVALID_TIME");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "last-year", "P", "P0D", "-P1D", "PT0S", "PT-1H", "1d", "P9999Y", "P365001D", "PT99999999H"})
    void otherComparisonsAreRefused(String text) {
        assertThatThrownBy(() -> Compare.parse(text))
                .isInstanceOfSatisfying(
                        QuestionException.class, e -> assertThat(e.field()).isEqualTo("compare"));
    }

    @Test
    void filtersAreNegatedByAnExclamationMark() {
        assertThat(Filters.parse(Map.of("!country", Collections.singletonList(null))))
                .containsExactly(new Filter(Attribute.COUNTRY, Collections.singletonList(null), true));
        assertThat(Filters.parse(Map.of("status", List.of("500", "503"))))
                .containsExactly(Filter.of(Attribute.STATUS, "500", "503"));
    }

    @ParameterizedTest
    @CsvSource({
        "colour, x, UNKNOWN_FILTER",
        "!!route, x, UNKNOWN_FILTER",
        "status, 5xx, INVALID_FILTER",
        "statusClass, 500, INVALID_FILTER",
        "error, yes, INVALID_FILTER",
        "agent, 1-2-3-4-5, INVALID_FILTER"
    })
    void filtersThatCanNeverMatchAreRefused(String name, String value, String code) {
        assertThatThrownBy(() -> Filters.parse(Map.of(name, List.of(value))))
                .isInstanceOfSatisfying(QuestionException.class, e -> {
                    assertThat(e.field()).isEqualTo("filters." + name);
                    assertThat(e.code()).isEqualTo(code);
                });
    }

    @Test
    void aFilterOfNoValuesIsRefused() {
        assertThatThrownBy(() -> Filters.parse(Map.of("route", List.of()))).isInstanceOf(QuestionException.class);
    }
}
