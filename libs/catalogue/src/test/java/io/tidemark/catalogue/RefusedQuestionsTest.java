package io.tidemark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.catalogue.plan.Attribute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Questions that cannot be asked. */
class RefusedQuestionsTest extends AnswersBed {

    @Test
    void questionsThatCannotBeAreRefused() {
        assertRefused("from", "INVALID_RANGE", ask("requests_total", "2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z"));
        assertRefused(
                "params.colour", "UNKNOWN_PARAMETER", today("requests_total").with(Map.of("colour", 1)));
        assertRefused(
                "params.top_n", "INVALID_PARAMETER", today("requests_by_route").with(Map.of("top_n", 0)));
        assertRefused(
                "params.top_n", "INVALID_PARAMETER", today("requests_by_route").with(Map.of("top_n", 1.5)));
        assertRefused(
                "params.top_n", "INVALID_PARAMETER", today("requests_by_route").with(Map.of("top_n", "many")));
        assertRefused("bucket", "INVALID_BUCKET", today("requests_ts").per("2m"));
        assertRefused("bucket", "INVALID_BUCKET", today("requests_total").per("2m"));
        assertRefused("bucket", "INVALID_BUCKET", today("requests_by_status").per("2m"));
        assertRefused("bucket", "INVALID_BUCKET", today("requests_by_route").per("2m"));
        assertRefused("bucket", "INVALID_BUCKET", today("traffic_pattern").per("2m"));
        assertRefused(
                "bucket",
                "TOO_MANY_BUCKETS",
                Question.of(query("requests_ts"), ago("now-30d"), TimeBound.NOW).per("1m"));
        assertRefused("groupBy", "NOT_GROUPABLE", today("traffic_pattern").by(List.of(Attribute.ROUTE)));
    }

    @Test
    void aParameterOfAnotherQueryIsIgnored() {
        assertThat(value(answer(today("requests_total").with(Map.of("top_n", 5, "threshold_ms", 100)))))
                .isEqualTo(0L);
    }

    private void assertRefused(String field, String code, Question question) {
        assertThatThrownBy(() -> answer(question)).isInstanceOfSatisfying(QuestionException.class, e -> {
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.code()).isEqualTo(code);
        });
    }
}
