package io.tidemark.bench.history;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.events.RawEvent;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;

/** Writes events as senders do: the fields of {@link RawEvent} have the names of the JSON's. */
final class EventJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private EventJson() {}

    static byte[] of(Iterable<RawEvent> events) throws IOException, IllegalAccessException {
        ArrayNode array = MAPPER.createArrayNode();
        for (var event : events) {
            var object = array.addObject();
            for (var field : RawEvent.class.getFields()) {
                put(object, field, event);
            }
            if (event.error) {
                object.putObject("error")
                        .put("type", event.errorType)
                        .put("message", event.errorMessage)
                        .put("category", event.errorCategory);
            }
        }
        return MAPPER.writeValueAsBytes(array);
    }

    private static void put(ObjectNode object, Field field, RawEvent event) throws IOException, IllegalAccessException {
        var value = field.get(event);
        if (value == null
                || List.of("error", "errorType", "errorMessage", "errorCategory")
                        .contains(field.getName())) {
            return;
        }
        object.set(
                field.getName(),
                field.getName().equals("attributes") ? MAPPER.readTree((String) value) : MAPPER.valueToTree(value));
    }
}
