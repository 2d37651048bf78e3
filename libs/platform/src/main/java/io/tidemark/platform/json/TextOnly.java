package io.tidemark.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;

/** Times, which are text: a number, be it in quotes, might mean seconds, milliseconds or nanoseconds. */
abstract class TextOnly<T> extends StdScalarDeserializer<T> {

    private static final int LAST_YEAR = 9999;

    private final transient Function<String, T> parse;

    private TextOnly(Class<T> type, Function<String, T> parse) {
        super(type);
        this.parse = parse;
    }

    /** As annotations of the types, which win over modules, in whatever order those are registered. */
    static void apply(ObjectMapper mapper) {
        mapper.addMixIn(Duration.class, DurationMixIn.class).addMixIn(Instant.class, InstantMixIn.class);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (T) context.handleUnexpectedToken(handledType(), parser);
        }
        try {
            return parse.apply(parser.getText());
        } catch (DateTimeException | ArithmeticException e) {
            return (T) context.handleWeirdStringValue(handledType(), parser.getText(), "no such time");
        }
    }

    private static Instant instant(String text) {
        var time = OffsetDateTime.parse(text);
        if (time.getYear() < 1 || time.getYear() > LAST_YEAR) {
            throw new DateTimeException("a year that is not kept");
        }
        return time.toInstant();
    }

    @RegisterForReflection
    static final class DurationText extends TextOnly<Duration> {

        DurationText() {
            super(Duration.class, Duration::parse);
        }
    }

    @RegisterForReflection
    static final class InstantText extends TextOnly<Instant> {

        InstantText() {
            super(Instant.class, TextOnly::instant);
        }
    }

    @RegisterForReflection
    @JsonDeserialize(using = DurationText.class)
    private interface DurationMixIn {}

    @RegisterForReflection
    @JsonDeserialize(using = InstantText.class)
    private interface InstantMixIn {}
}
