package io.tidemark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalogue.fixture.Stage;
import io.tidemark.catalogue.plan.Filter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A tenant with a stage of its own, and short words for asking about it. */
abstract class AnswersBed {

    static final Instant NOW = Instant.parse("2026-11-21T10:30:40Z");

    final Stage stage = new Stage(ZoneOffset.UTC);
    final Answers answers = new Answers();

    List<Number> perHour(String query) {
        return values(answer(
                ask(query, "2026-11-21T07:00:00Z", "2026-11-21T10:00:00Z").per("1h")));
    }

    List<String> seriesNames(String query) {
        var data = (Data.SeriesData) answer(ask(query, "2026-11-21T09:00:00Z", "2026-11-21T10:00:00Z"))
                .data();
        assertThat(data.series()).allMatch(series -> series.points().size() == 60);
        return data.series().stream().map(Data.Series::name).toList();
    }

    long count(String from, String to) {
        return value(answer(ask("requests_total", from, to))).longValue();
    }

    List<Number> counts(Question question) {
        return values(answer(question));
    }

    Object scalar(String query, Filter... filters) {
        return value(answer(today(query).filtered(List.of(filters))));
    }

    List<Map.Entry<String, Number>> items(String query) {
        return entries(answer(today(query)));
    }

    Answer answer(Question question) {
        return stage.read(tx -> answers.answer(tx, stage.scope(NOW), question));
    }

    static Question today(String query) {
        return ask(query, "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z");
    }

    static Question ask(String query, String from, String to) {
        return Question.of(query(query), TimeBound.parse("from", from), TimeBound.parse("to", to));
    }

    static QueryDefinition query(String id) {
        return Catalogue.builtIn().find(id).orElseThrow();
    }

    static TimeBound ago(String text) {
        return TimeBound.parse("from", text);
    }

    static Number value(Answer answer) {
        return ((Data.Scalar) answer.data()).value();
    }

    static List<Data.Item> items(Answer answer) {
        return ((Data.Items) answer.data()).items();
    }

    static List<Map.Entry<String, Number>> entries(Answer answer) {
        return items(answer).stream()
                .map(item -> Map.entry(String.valueOf(item.key()), item.value()))
                .toList();
    }

    static List<Data.Point> points(Answer answer) {
        return ((Data.Points) answer.data()).points();
    }

    static List<Number> values(Answer answer) {
        return points(answer).stream().map(Data.Point::value).toList();
    }

    static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
