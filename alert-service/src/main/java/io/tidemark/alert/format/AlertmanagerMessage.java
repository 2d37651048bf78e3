package io.tidemark.alert.format;

import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.log.EventType;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Alertmanager sends to webhook receivers, version 4: a group of this one alert. Its names of labels have neither
 * dots nor hyphens, so those of ours get underscores.
 */
record AlertmanagerMessage(Notice notice, String publicUrl, String link) {

    /** "Not yet", as Alertmanager writes it. */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    Map<String, Object> payload() {
        var status = isOver() ? "resolved" : "firing";
        var labels = labels();
        var group = Map.of("alertname", event().alertName());
        var payload = new LinkedHashMap<String, Object>();
        payload.put("version", "4");
        payload.put("groupKey", "{}:{alertname=\"%s\"}".formatted(escape(event().alertName())));
        payload.put("truncatedAlerts", 0);
        payload.put("status", status);
        payload.put("receiver", "tidemark");
        payload.put("groupLabels", group);
        payload.put("commonLabels", labels);
        payload.put("commonAnnotations", annotations());
        payload.put("externalURL", publicUrl);
        payload.put("alerts", List.of(alert(status, labels)));
        return payload;
    }

    private Map<String, Object> alert(String status, Map<String, String> labels) {
        var alert = new LinkedHashMap<String, Object>();
        alert.put("status", status);
        alert.put("labels", labels);
        alert.put("annotations", annotations());
        alert.put("startsAt", notice.since().toString());
        alert.put("endsAt", isOver() ? event().time().toString() : NEVER);
        alert.put("generatorURL", link);
        alert.put("fingerprint", fingerprint());
        return alert;
    }

    private SortedMap<String, String> labels() {
        var labels = new TreeMap<String, String>();
        event().labels().forEach((name, value) -> labels.put(labelName(name), value));
        labels.put("alertname", event().alertName());
        labels.put("severity", event().severity().code());
        if (!event().series().isEmpty()) {
            labels.put("series", event().series());
        }
        return labels;
    }

    private Map<String, String> annotations() {
        return new TreeMap<>(
                Map.of("summary", event().message(), "type", event().type().code()));
    }

    private boolean isOver() {
        return event().type() == EventType.RESOLVED;
    }

    /** The same for all events of a rule's series: 64 bits in hexadecimal, like Alertmanager's, but of other input. */
    private String fingerprint() {
        var id = AlertEvent.id(event().alertId(), event().series(), 0);
        return HexFormat.of().toHexDigits(id.getLeastSignificantBits());
    }

    private AlertEvent event() {
        return notice.event();
    }

    private static String labelName(String name) {
        var plain = name.replaceAll("[^a-zA-Z0-9_]", "_");
        return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
