package io.tidemark.alert.format;

import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.log.ConditionSnapshot;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A message for people: the subject, an empty line, the text. */
record MailText(AlertEvent event, String link) {

    String text() {
        var lines = new StringBuilder(headline(event)).append("\n\n").append(event.message());
        if (!event.conditions().isEmpty()) {
            lines.append("\n\n")
                    .append(event.conditions().stream().map(MailText::line).collect(Collectors.joining("\n")));
        }
        if (!event.labels().isEmpty()) {
            lines.append("\n\n")
                    .append(event.labels().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(label -> label.getKey() + ": " + label.getValue())
                            .collect(Collectors.joining("\n")));
        }
        return lines.append("\n\n")
                .append(event.time())
                .append('\n')
                .append(link)
                .append('\n')
                .toString();
    }

    /** One line that says what happened to whom. */
    static String headline(AlertEvent event) {
        var what = event.type().code().replaceFirst("^(alert|webhook)\\.", "").toUpperCase(Locale.ROOT);
        var series = event.series().isEmpty() ? "" : " (" + event.series() + ")";
        return "[%s] %s%s".formatted(what, event.alertName(), series).replaceAll("\\R", " ");
    }

    private static String line(ConditionSnapshot condition) {
        var found = condition.error() != null ? condition.error() : condition.value();
        return "%s of %s: %s (%s %s)%s"
                .formatted(
                        condition.reducer(),
                        condition.query(),
                        found == null ? "nothing" : found,
                        condition.operator(),
                        condition.threshold(),
                        condition.matched() ? " matched" : "");
    }
}
