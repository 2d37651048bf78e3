package io.tidemark.events.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.events.FieldError;
import io.tidemark.events.RawEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the values of one event by type. A value of another type is an error of its field and reads as absent. */
final class FieldReader {

    private static final int MAX_ERRORS = 20;
    private static final int MAX_ID = 128;
    private static final int MAX_GROUPS = 32;

    private final JsonParser parser;
    private String prefix = "";
    private String field = "";
    private @Nullable List<FieldError> errors;

    FieldReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Moves on to the value of the next field of the object, if there is one. */
    @Nullable
    String nextField() throws IOException {
        var name = parser.nextFieldName();
        if (name != null) {
            field = name;
            parser.nextToken();
        }
        return name;
    }

    /** Notes what is wrong with the current field and skips its value. */
    void refuse(String message) throws IOException {
        reject(prefix + field, message);
        skip();
    }

    void reject(String name, String message) {
        if (errors == null) {
            errors = new ArrayList<>();
        }
        if (errors.size() < MAX_ERRORS) {
            errors.add(new FieldError(Text.printable(name), message));
        }
    }

    boolean isRejected(String name) {
        return errors != null && errors.stream().anyMatch(error -> error.field().equals(name));
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    Decoded outcome(RawEvent raw) {
        if (errors == null) {
            return new Decoded.Readable(raw);
        }
        var id = raw.id;
        return new Decoded.Unreadable(id == null || id.codePointCount(0, id.length()) > MAX_ID ? null : id, errors);
    }

    @Nullable
    String text() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            refuseUnlessNull("must be a string");
            return null;
        }
        var text = parser.getText();
        var flaw = Text.flaw(text);
        if (flaw != null) {
            refuse(flaw);
            return null;
        }
        return text;
    }

    /** One more than allowed is kept, to be counted; the others would only fill memory. */
    @Nullable
    List<String> texts() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            refuseUnlessNull("must be an array of strings");
            return null;
        }
        var texts = new ArrayList<String>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                refuse("must be an array of strings");
            }
            var text = text();
            if (text != null && texts.size() <= MAX_GROUPS) {
                texts.add(text);
            }
        }
        return texts;
    }

    @Nullable
    Double number() throws IOException {
        if (!parser.currentToken().isNumeric()) {
            refuseUnlessNull("must be a number");
            return null;
        }
        if (Numbers.isTooLong(parser)) {
            refuse("has too many digits");
            return null;
        }
        return parser.getDoubleValue();
    }

    @Nullable
    Long integer() throws IOException {
        if (!parser.currentToken().isNumeric()) {
            refuseUnlessNull("must be an integer");
            return null;
        }
        var integer = Numbers.integer(parser);
        if (integer == null) {
            refuse("must be an integer in range");
        }
        return integer;
    }

    /** Integers that are out of an int's range are as wrong as a negative one. */
    @Nullable
    Integer smallInteger() throws IOException {
        var value = integer();
        return value == null ? null : (Integer) (value == value.intValue() ? value.intValue() : -1);
    }

    /** Whether there is an object; its fields are read into the target. */
    <T> boolean object(String fieldsPrefix, T target, FieldTable<T> fields) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            refuseUnlessNull("must be an object");
            return false;
        }
        var outer = prefix;
        prefix = fieldsPrefix;
        fields.read(target, this);
        prefix = outer;
        return true;
    }

    @Nullable
    String attributes() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            refuseUnlessNull("must be an object");
            return null;
        }
        var attributes = new Attributes(parser);
        var text = attributes.read();
        var flaw = attributes.flaw();
        if (flaw != null) {
            reject("attributes", flaw);
        }
        return text;
    }

    /** A null is as good as absent; anything else is not what it must be. */
    private void refuseUnlessNull(String message) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            refuse(message);
        }
    }
}
