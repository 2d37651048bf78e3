package io.tidemark.events.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tidemark.events.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the events of a request body. Thread-safe. */
public final class EventReader {

    public static final int MAX_EVENTS = 10_000;

    /** Far deeper than any good event is. */
    private static final int MAX_NESTING = 500;

    private static final Decoded NOT_AN_OBJECT =
            new Decoded.Unreadable(null, List.of(new FieldError("", "must be a JSON object")));

    /**
     * The size of bodies is bounded by whoever receives them; a long text or number is a fault of its event alone and
     * must not sink the others, so the parser's own limits on them are off.
     */
    private final JsonFactory json = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /**
     * The events in their order, readable or not.
     *
     * @param body plain, not compressed
     * @throws MalformedBodyException when the body as a whole is not JSON of the right shape
     * @throws TooManyEventsException when it holds more than {@value #MAX_EVENTS} events
     */
    public List<Decoded> read(byte[] body, Format format) {
        return switch (format) {
            case JSON -> readDocument(body, new EventDecoder(), true, true);
            case NDJSON -> readLines(body);
            case CLOUDEVENT -> readDocument(body, new CloudEventDecoder(), true, false);
            case CLOUDEVENTS_BATCH -> readDocument(body, new CloudEventDecoder(), false, true);
        };
    }

    /** Deep nesting is a fault of its event alone, too, but to follow it would take memory for every level. */
    private List<Decoded> readDocument(byte[] body, Decoder decoder, boolean one, boolean many) {
        try {
            try {
                return parse(body, decoder, one, many);
            } catch (StreamConstraintsException tooDeep) {
                return parse(Nesting.cut(body, MAX_NESTING), decoder, one, many);
            }
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    private List<Decoded> parse(byte[] body, Decoder decoder, boolean one, boolean many) throws IOException {
        try (var parser = json.createParser(body)) {
            var events = new ArrayList<Decoded>();
            var first = parser.nextToken();
            if (first == JsonToken.START_OBJECT && one) {
                events.add(decoder.decode(parser));
            } else if (first == JsonToken.START_ARRAY && many) {
                readArray(parser, decoder, events);
            } else {
                throw new MalformedBodyException(
                        one && many
                                ? "The body must be an event or an array of events"
                                : one ? "The body must be an event" : "The body must be an array of events");
            }
            if (parser.nextToken() != null) {
                throw new MalformedBodyException("The body goes on after its end");
            }
            return events;
        }
    }

    private static void readArray(JsonParser parser, Decoder decoder, List<Decoded> events) throws IOException {
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (events.size() == MAX_EVENTS) {
                throw new TooManyEventsException();
            }
            events.add(decodeElement(parser, decoder));
        }
    }

    private static Decoded decodeElement(JsonParser parser, Decoder decoder) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return decoder.decode(parser);
        }
        parser.skipChildren();
        return NOT_AN_OBJECT;
    }

    private List<Decoded> readLines(byte[] body) {
        var decoder = new EventDecoder();
        var events = new ArrayList<Decoded>();
        var from = 0;
        while (from < body.length) {
            var to = endOfLine(body, from);
            if (!isBlank(body, from, to)) {
                if (events.size() == MAX_EVENTS) {
                    throw new TooManyEventsException();
                }
                events.add(readLine(body, from, to, decoder));
            }
            from = to + 1;
        }
        return events;
    }

    private Decoded readLine(byte[] body, int from, int to, Decoder decoder) {
        try (var parser = json.createParser(body, from, to - from)) {
            parser.nextToken();
            var event = decodeElement(parser, decoder);
            return parser.nextToken() == null ? event : unreadable("goes on after its end");
        } catch (IOException e) {
            return unreadable("is not valid JSON" + location(e));
        }
    }

    private static int endOfLine(byte[] body, int from) {
        var to = from;
        while (to < body.length && body[to] != '\n') {
            to++;
        }
        return to;
    }

    private static boolean isBlank(byte[] body, int from, int to) {
        for (var i = from; i < to; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private static Decoded unreadable(String message) {
        return new Decoded.Unreadable(null, List.of(new FieldError("", message)));
    }

    private static MalformedBodyException malformed(IOException e) {
        return new MalformedBodyException("The body is not valid JSON" + location(e));
    }

    /** Where, not what: the parser's messages quote the body. */
    private static String location(IOException e) {
        if (e instanceof JsonProcessingException syntax && syntax.getLocation() != null) {
            var location = syntax.getLocation();
            return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
        }
        return "";
    }
}
