package io.tidemark.alert.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.alert.log.AlertEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;

/** Writes messages. */
@ApplicationScoped
public class Formats {

    private static final String CLOUDEVENT_PREFIX = "io.tidemark.";
    /** What only readers of the log are concerned with. */
    private static final List<String> OF_THE_LOG = List.of("silenced", "seenAt", "seenBy");

    private final ObjectMapper json;
    private final String publicUrl;

    Formats(ObjectMapper json, FormatConfig config) {
        this.json = json;
        this.publicUrl = config.publicUrl().replaceFirst("/+$", "");
    }

    public String write(Format format, Notice notice) {
        return switch (format) {
            case STANDARD -> text(standard(notice.event()));
            case CLOUDEVENTS -> text(cloudEvent(notice.event()));
            case SLACK -> text(new SlackMessage(notice.event(), link(notice.event())).payload());
            case ALERTMANAGER -> text(new AlertmanagerMessage(notice, publicUrl, link(notice.event())).payload());
            case TEXT -> new MailText(notice.event(), link(notice.event())).text();
        };
    }

    private Object standard(AlertEvent event) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("type", event.type().code());
        payload.put("timestamp", event.time().toString());
        payload.put("data", data(event));
        return payload;
    }

    private Object cloudEvent(AlertEvent event) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("specversion", "1.0");
        payload.put("id", event.id().toString());
        payload.put("source", link(event));
        payload.put("type", CLOUDEVENT_PREFIX + event.type().code());
        if (!event.series().isEmpty()) {
            payload.put("subject", event.series());
        }
        payload.put("time", event.time().toString());
        payload.put("datacontenttype", "application/json");
        payload.put("data", data(event));
        return payload;
    }

    private ObjectNode data(AlertEvent event) {
        return json.<ObjectNode>valueToTree(event).remove(OF_THE_LOG);
    }

    /** The thing that the event is about: a rule or a webhook. */
    private String link(AlertEvent event) {
        var path = event.type().code().startsWith("webhook.") ? "/v1/webhooks/" : "/v1/alerts/";
        return publicUrl + path + event.alertId();
    }

    private String text(Object payload) {
        try {
            return json.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is plain text and numbers", e);
        }
    }
}
