package io.tidemark.alert.evaluation;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.judge.Look;
import io.tidemark.alert.judge.Sight.Seen;
import io.tidemark.alert.question.Asking;
import io.tidemark.alert.question.Reading;
import io.tidemark.catalogue.Data;
import io.tidemark.catalogue.Question;
import java.util.function.Function;

/** One transaction in which windows are looked at, one after the other. */
final class Snapshot {

    private final Asking asking;
    private final Function<Question, Uni<Data>> answers;

    Snapshot(Asking asking, Function<Question, Uni<Data>> answers) {
        this.asking = asking;
        this.answers = answers;
    }

    Uni<Seen> look(Look look) {
        return Uni.createFrom().deferred(() -> {
            var traffic = asking.traffic(look.asked(), look.window());
            return answers.apply(asking.question(look.asked(), look.window()))
                    .map(Reading::of)
                    .flatMap(reading -> reading.samples() > 0 || traffic.isEmpty()
                            ? Uni.createFrom().item(reading)
                            : answers.apply(traffic.get())
                                    .map(data -> reading.among(Reading.of(data).samples())))
                    .map(Seen::new);
        });
    }
}
