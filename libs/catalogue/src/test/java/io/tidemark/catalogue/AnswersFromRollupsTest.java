package io.tidemark.catalogue;

import static io.tidemark.catalogue.fixture.Sample.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.catalogue.plan.RangeNotKeptException;
import io.tidemark.catalogue.plan.RetentionFloors;
import io.tidemark.catalogue.plan.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers are read from, and how far back they reach. */
class AnswersFromRollupsTest extends AnswersBed {

    @Test
    void whatWaitsIsCountedAsIfItWereRolledUp() {
        stage.keep(at("2026-11-20T10:00:00Z").route("/a"));
        stage.makeDay(LocalDate.parse("2026-11-20"));
        stage.store(List.of(
                at("2026-11-20T10:00:00Z").route("/a"),
                at("2026-11-21T10:00:00Z").route("/b")));

        var answer = answer(ask("requests_by_route", "2026-11-20T00:00:00Z", "2026-11-22T00:00:00Z"));

        assertThat(entries(answer)).containsExactly(Map.entry("/a", 2L), Map.entry("/b", 1L));
        assertThat(answer.meta().provenance().waitingEvents()).isEqualTo(2);
    }

    @Test
    void aStaleDayIsAnsweredFromFinerGrains() {
        stage.keep(at("2026-11-19T10:00:00Z"));
        stage.makeDay(LocalDate.parse("2026-11-19"));
        stage.keep(at("2026-11-19T11:00:00Z"));
        stage.markStale(LocalDate.parse("2026-11-19"));

        var stale = answer(ask("requests_total", "2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z"));
        assertThat(value(stale)).isEqualTo(2L);
        assertThat(stale.meta().provenance().grains()).containsExactly("hour");

        stage.makeDay(LocalDate.parse("2026-11-19"));
        var clean = answer(ask("requests_total", "2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z"));
        assertThat(value(clean)).isEqualTo(2L);
        assertThat(clean.meta().provenance().grains()).containsExactly("day");
    }

    /** A tier may keep hours for less long than others: until they are gone, days are made of them. */
    @Test
    void aStaleDayOlderThanTheTiersHoursIsReadFromThem() {
        stage.keep(at("2026-11-01T10:00:00Z"));
        stage.makeDay(LocalDate.parse("2026-11-01"));
        stage.keep(at("2026-11-01T11:00:00Z"));
        stage.markStale(LocalDate.parse("2026-11-01"));
        var week = Duration.ofDays(7);
        var floors = RetentionFloors.of(NOW, week, week, week, Duration.ofDays(730));
        var shorter = new Scope(stage.tenant(), ZoneOffset.UTC, floors, Optional.empty(), NOW);
        var question = ask("requests_total", "2026-10-30T00:00:00Z", "2026-11-03T00:00:00Z");

        var answer = stage.read(tx -> answers.answer(tx, shorter, question));

        assertThat(value(answer)).isEqualTo(2L);
        var part = ask("requests_total", "2026-11-01T10:00:00Z", "2026-11-01T12:00:00Z");
        assertThat(stage.read(tx -> answers.answer(tx, shorter, part))
                        .meta()
                        .provenance()
                        .from())
                .isEqualTo("2026-11-01T00:00:00Z");
        assertThatThrownBy(() -> stage.read(tx -> answers.answer(tx, shorter, part.anchoredAt(NOW))))
                .isInstanceOf(RangeNotKeptException.class);
    }

    @Test
    void answersSayHowManyRowsWereRead() {
        stage.keep(at("2026-11-20T10:00:00Z"), at("2026-11-20T11:00:00Z"));
        stage.keep(at("2026-11-20T11:30:00Z"));
        assertThat(rowsRead("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z")).isEqualTo(3);
        stage.makeDay(LocalDate.parse("2026-11-20"));
        assertThat(rowsRead("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z")).isEqualTo(1);
        assertThat(rowsRead("2026-11-20T10:59:59Z", "2026-11-21T00:00:00Z")).isEqualTo(2);
        assertThat(rowsRead("2026-11-20T10:00:00Z", "2026-11-20T11:30:01Z")).isEqualTo(3);

        stage.store(List.of(at("2026-11-20T12:00:00Z"), at("2026-11-20T12:00:01Z")));
        assertThat(rowsRead("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z")).isEqualTo(3);
        assertThat(rowsRead("2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z")).isZero();
    }

    private long rowsRead(String from, String to) {
        return answer(ask("requests_total", from, to)).meta().provenance().rowsRead();
    }

    @Test
    void aRangeThatIsNotKeptSaysFromWhenOnItIs() {
        var question = ask("requests_total", "2026-07-01T10:30:40Z", "2026-11-21T00:00:00Z")
                .anchoredAt(Instant.parse("2026-11-21T00:00:00Z"));

        assertThatThrownBy(() -> answer(question))
                .isInstanceOfSatisfying(RangeNotKeptException.class, e -> assertThat(e.earliestFrom())
                        .isEqualTo("2026-07-02T00:00:00Z"));
        assertThat(value(answer(ask("requests_total", "2026-07-02T00:00:00Z", "2026-11-21T00:00:00Z"))))
                .isEqualTo(0L);
    }

    @Test
    void withoutACubeAnswersReachAsFarBackAsRawEvents() {
        var question = Question.of(query("slowest_routes_p95"), ago("now-40d"), TimeBound.NOW)
                .filtered(List.of(Filter.of(Attribute.USER, "u")));

        assertThatThrownBy(() -> answer(question))
                .isInstanceOfSatisfying(RangeNotKeptException.class, e -> assertThat(e.earliestFrom())
                        .isEqualTo("2026-10-22T10:32:00Z"));
    }

    @Test
    void boundsThatNoKeptGrainHonoursAreWidenedAndTheAnswerSaysSo() {
        stage.keep(at("2026-09-22T14:10:00Z"), at("2026-09-22T14:50:00Z"), at("2026-09-23T14:50:00Z"));

        var answer = answer(ask("requests_total", "2026-09-22T14:37:00Z", "2026-09-23T14:37:00Z"));

        assertThat(value(answer)).isEqualTo(3L);
        assertThat(answer.meta().provenance().from()).isEqualTo("2026-09-22T14:00:00Z");
        assertThat(answer.meta().provenance().to()).isEqualTo("2026-09-23T15:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "now-24h, 2026-11-20T10:30:00Z, 2026-11-21T10:31:00Z",
        "now-30d, 2026-10-22T10:00:00Z, 2026-11-21T11:00:00Z",
        "now-90d, 2026-08-23T00:00:00Z, 2026-11-21T11:00:00Z"
    })
    void relativeRangesAreWidenedToWhatIsKept(String from, Instant answeredFrom, Instant answeredTo) {
        var answer = answer(Question.of(query("requests_total"), ago(from), TimeBound.NOW));

        assertThat(answer.meta().provenance().from()).isEqualTo(answeredFrom);
        assertThat(answer.meta().provenance().to()).isEqualTo(answeredTo);
    }

    @Test
    void ninetyDaysBeginWithTheirDayIfItIsMade() {
        stage.keep(at("2026-08-23T05:00:00Z"));
        stage.makeDay(LocalDate.parse("2026-08-23"));

        var answer = answer(Question.of(query("requests_total"), ago("now-90d"), TimeBound.NOW));

        assertThat(answer.meta().provenance().from()).isEqualTo("2026-08-23T00:00:00Z");
        assertThat(value(answer)).isEqualTo(1L);
    }
}
