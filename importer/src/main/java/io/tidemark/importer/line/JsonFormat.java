package io.tidemark.importer.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One JSON object per line, as {@code log_format … escape=json} writes it. Nested values are skipped. */
final class JsonFormat {

    private final JsonFactory factory = new JsonFactory();

    Variables read(byte[] line) throws MalformedLineException {
        // Decoded first, since escape=json leaves bytes that are not UTF-8 as they are: they become U+FFFD.
        try (var parser = factory.createParser(new String(line, UTF_8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedLineException("not a JSON object");
            }
            var variables = readObject(parser);
            if (parser.nextToken() != null) {
                throw new MalformedLineException("something follows the JSON object");
            }
            return variables;
        } catch (JacksonException e) {
            throw new MalformedLineException("not JSON: " + e.getOriginalMessage() + " (written without escape=json?)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Variables readObject(JsonParser parser) throws IOException {
        var variables = new Variables();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            if (token.isStructStart()) {
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                variables.put(name, parser.getText());
            }
        }
        return variables;
    }
}
