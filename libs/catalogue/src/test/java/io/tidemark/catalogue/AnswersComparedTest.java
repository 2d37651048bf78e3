package io.tidemark.catalogue;

import static io.tidemark.catalogue.fixture.Sample.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalogue.fixture.Sample;
import org.junit.jupiter.api.Test;

/** Answers beside those of an earlier range. */
class AnswersComparedTest extends AnswersBed {

    @Test
    void thePreviousPeriodEndsWhereTheRangeBegins() {
        stage.keep(
                new Sample(NOW.minusSeconds(5)),
                new Sample(NOW.minusSeconds(3605)),
                new Sample(NOW.minusSeconds(3595)),
                new Sample(NOW.minusSeconds(7195)),
                new Sample(NOW.minusSeconds(7245)),
                new Sample(NOW.minusSeconds(7285)));

        var answer = answer(Question.of(query("requests_total"), ago("now-1h"), TimeBound.NOW)
                .comparedWith(Compare.parse("previous-period")));

        // Widened to 09:30:00, so 60 minutes and 40 seconds, which are compared with those before: from 08:29:20.
        assertThat(value(answer)).isEqualTo(3L);
        assertThat(value(answer.compare().orElseThrow())).isEqualTo(2L);
    }

    @Test
    void ofADayThatGoesOnAsMuchIsComparedAsIsOver() {
        stage.keep(
                at("2026-11-21T01:00:00Z"),
                at("2026-11-20T01:00:00Z"),
                at("2026-11-20T02:00:00Z"),
                at("2026-11-20T23:00:00Z"));

        var answer = answer(today("requests_total").comparedWith(Compare.parse("previous-period")));

        assertThat(value(answer)).isEqualTo(1L);
        assertThat(value(answer.compare().orElseThrow())).isEqualTo(2L);
    }

    @Test
    void bucketsThatAreToComeAreComparedToo() {
        stage.keep(at("2026-11-21T09:10:00Z"), at("2026-11-20T09:20:00Z"), at("2026-11-20T22:00:00Z"));

        var answer = answer(today("requests_ts").per("6h").comparedWith(Compare.parse("P1D")));

        assertThat(values(answer)).containsExactly(0L, 1L, 0L, 0L);
        assertThat(values(answer.compare().orElseThrow())).containsExactly(0L, 1L, 0L, 1L);
    }

    @Test
    void whatIsOlderThanTimeIsNotCompared() {
        var ever = answer(ask("requests_total", "2026-11-20T00:00:00Z", "9999-12-31T00:00:00Z")
                .comparedWith(Compare.parse("previous-period")));

        assertThat(ever.meta().notes()).containsExactly("the range to compare with is not kept");
    }

    @Test
    void comparedSeriesHaveBucketsInTheSameOrder() {
        stage.keep(at("2026-11-21T09:10:00Z"), at("2026-11-14T09:20:00Z"), at("2026-11-14T08:20:00Z"));

        var answer = answer(Question.of(query("requests_ts"), ago("now-2h"), TimeBound.NOW)
                .per("1h")
                .comparedWith(Compare.parse("previous-week")));

        assertThat(values(answer)).containsExactly(0L, 1L, 0L);
        assertThat(values(answer.compare().orElseThrow())).containsExactly(0L, 1L, 0L);
        assertThat(points(answer.compare().orElseThrow()).getFirst().ts()).isEqualTo(millis("2026-11-14T08:00:00Z"));
    }
}
