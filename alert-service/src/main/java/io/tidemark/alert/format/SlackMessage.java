package io.tidemark.alert.format;

import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.log.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A message for an incoming webhook of Slack: one attachment, so that its colour shows how bad it is. */
record SlackMessage(AlertEvent event, String link) {

    private static final String GREEN = "#2eb67d";

    Map<String, Object> payload() {
        var headline = escape(MailText.headline(event));
        var attachment = Map.of(
                "color", color(),
                "fallback", headline,
                "title", headline,
                "title_link", link,
                "text", escape(event.message()),
                "fields", fields(),
                "ts", event.time().getEpochSecond());
        return Map.of("text", headline, "attachments", List.of(attachment));
    }

    private List<Map<String, Object>> fields() {
        var fields = new ArrayList<Map<String, Object>>();
        fields.add(field("severity", event.severity().code()));
        if (!event.series().isEmpty()) {
            fields.add(field("series", event.series()));
        }
        event.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(label -> fields.add(field(label.getKey(), label.getValue())));
        return fields;
    }

    private static Map<String, Object> field(String title, String value) {
        return Map.of("title", escape(title), "value", escape(value), "short", true);
    }

    private String color() {
        if (event.type() == EventType.RESOLVED) {
            return GREEN;
        }
        return switch (event.severity()) {
            case INFO -> "#36c5f0";
            case WARNING -> "#ecb22e";
            case CRITICAL -> "#e01e5a";
        };
    }

    /** The three characters that have a meaning in Slack's own markup, links and mentions among it. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
