package io.tidemark.ingest.flush;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Outcomes to be told. Those for requests of the same event loop are one task, so that it is woken once for all. */
final class Answers {

    private final Map<ReplyLoop, List<Answer>> byLoop = new HashMap<>();

    void add(Submission submission, Outcome outcome) {
        byLoop.computeIfAbsent(submission.loop(), loop -> new ArrayList<>()).add(new Answer(submission, outcome));
    }

    void send() {
        byLoop.forEach((loop, answers) -> {
            loop.execute(() -> answers.forEach(Answer::settle));
            answers.forEach(answer -> answer.submission.sent());
        });
    }

    private record Answer(Submission submission, Outcome outcome) {

        private void settle() {
            submission.settle(outcome);
        }
    }
}
