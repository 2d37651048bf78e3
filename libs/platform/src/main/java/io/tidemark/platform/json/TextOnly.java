package io.tidemark.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/** What is written as text: a number might mean seconds, milliseconds or nanoseconds. */
final class TextOnly<T> extends StdScalarDeserializer<T> {

    private final transient JsonDeserializer<T> ofText;

    TextOnly(Class<T> type, JsonDeserializer<T> ofText) {
        super(type);
        this.ofText = ofText;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            context.handleUnexpectedToken(handledType(), parser);
        }
        return ofText.deserialize(parser, context);
    }
}
