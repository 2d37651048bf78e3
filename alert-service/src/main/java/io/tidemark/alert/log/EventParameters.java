package io.tidemark.alert.log;

import io.tidemark.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which events, as query parameters. */
final class EventParameters {

    @Parameter(description = "Those of this rule.")
    @RestQuery
    @Nullable
    UUID alert;

    @Parameter(description = "`info`, `warning` or `critical`; several times for several.")
    @RestQuery
    @Nullable
    List<String> severity;

    @Parameter(description = "Such as `alert.firing`; several times for several.")
    @RestQuery
    @Nullable
    List<String> type;

    @Parameter(
            description = "True: those that were seen; false: the others.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @RestQuery
    @Nullable
    String seen;

    @Parameter(
            description = "The earliest, in RFC 3339.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @RestQuery
    @Nullable
    String from;

    @Parameter(
            description = "Those before, in RFC 3339.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @RestQuery
    @Nullable
    String to;

    /** @throws ProblemException 400 that names the wrong one */
    EventQuery query() {
        return new EventQuery(
                alert,
                each(severity, "severity", text -> Severity.of(text).code()),
                each(type, "type", text -> EventType.of(text).code()),
                flag(seen, "seen"),
                instant(from, "from"),
                instant(to, "to"));
    }

    private static List<String> each(@Nullable List<String> sent, String name, Function<String, String> known) {
        try {
            return Objects.requireNonNullElse(sent, List.<String>of()).stream()
                    .map(known)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(name, "has a value that is not known");
        }
    }

    private static @Nullable Boolean flag(@Nullable String text, String name) {
        if (text == null) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw ProblemException.invalid(name, "must be true or false");
        }
        return Boolean.valueOf(text);
    }

    private static @Nullable Instant instant(@Nullable String text, String name) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(name, "must be RFC 3339");
        }
    }
}
