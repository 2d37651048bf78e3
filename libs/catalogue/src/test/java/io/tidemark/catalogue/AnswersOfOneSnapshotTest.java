package io.tidemark.catalogue;

import static io.tidemark.catalogue.fixture.Sample.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many questions in one transaction, which look up once what there is to read. */
class AnswersOfOneSnapshotTest extends AnswersBed {

    @Test
    void areThoseOfEachQuestionByItself() {
        stage.keep(
                at("2026-11-20T10:00:00Z").route("/a"),
                at("2026-11-21T09:59:00Z").route("/a"));
        stage.store(List.of(
                at("2026-11-21T10:00:00Z").route("/b"),
                at("2026-11-21T10:00:20Z").route("/a")));
        var questions = List.of(
                today("requests_total"),
                today("requests_by_route"),
                ask("requests_total", "2026-11-20T00:00:00Z", "2026-11-21T10:00:10Z"),
                today("duration_p95"),
                ask("requests_ts", "2026-11-20T00:00:00Z", "2026-11-21T10:00:10Z")
                        .per("1h"));

        var together = stage.read(tx -> {
            var snapshot = Answers.ofOneSnapshot();
            var each = questions.stream()
                    .map(question -> snapshot.answer(tx, stage.scope(NOW), question))
                    .toList();
            return Uni.join().all(each).usingConcurrencyOf(1).andFailFast();
        });

        assertThat(together.stream().map(Answer::data))
                .containsExactlyElementsOf(questions.stream()
                        .map(question -> answer(question).data())
                        .toList());
        assertThat(value(together.getFirst())).isEqualTo(3L);
        assertThat(value(together.get(2))).isEqualTo(3L);
    }
}
