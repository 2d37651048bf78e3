package io.tidemark.alert.rule;

import io.tidemark.platform.problem.Problem.Violation;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with a rule, field by field. */
final class Faults {

    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cc}\\p{Cs}\\u2028\\u2029]*");

    private final String prefix;
    private final List<Violation> found;

    Faults(String prefix) {
        this(prefix, new ArrayList<>());
    }

    private Faults(String prefix, List<Violation> found) {
        this.prefix = prefix;
        this.found = found;
    }

    /** The same, of what is below the path. */
    Faults below(String path) {
        return new Faults(prefix + path + ".", found);
    }

    void add(String field, String message) {
        found.add(new Violation(prefix + field, message));
    }

    void require(boolean condition, String field, String message) {
        if (!condition) {
            add(field, message);
        }
    }

    /** The text, or the other one if it is absent; of one line and not too long. */
    String line(@Nullable String text, String field, int longest, String otherwise) {
        var line = Objects.requireNonNullElse(text, otherwise);
        require(
                line.length() <= longest && ONE_LINE.matcher(line).matches(),
                field,
                "must be one line of up to %d characters without control characters".formatted(longest));
        return line;
    }

    /** What must be there. */
    <T> T there(@Nullable T value, String field, T otherwise) {
        if (value == null) {
            add(field, "must not be null");
            return otherwise;
        }
        return value;
    }

    /** Whether nothing of it is wrong so far. */
    boolean none() {
        return found.stream().noneMatch(fault -> fault.field().startsWith(prefix));
    }

    /** @throws ProblemException 400 that names all wrong fields, if there are any */
    void raise() {
        if (found.size() == 1) {
            var only = found.getFirst();
            throw ProblemException.invalid(only.field(), only.message());
        }
        if (!found.isEmpty()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST.problem("See errors.", found));
        }
    }
}
