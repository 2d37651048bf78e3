package io.tidemark.platform.version;

import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which versions a request is for, as its {@code If-Match} header says: any that exists ({@code *}), or one of a list.
 * Tags that are none of ours, weak ones among them, match nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110, 13.1.1</a>
 */
public final class IfMatch {

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");
    private static final String ANY = "*";

    private final boolean present;
    private final Optional<Set<Long>> listed;

    private IfMatch(boolean present, Optional<Set<Long>> listed) {
        this.present = present;
        this.listed = listed;
    }

    /**
     * Of a request that must be conditional.
     *
     * @throws ProblemException 428 without the header
     */
    public static IfMatch required(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Send the entity's ETag as If-Match, so that no change is lost.");
        }
        return of(header);
    }

    /** Of a request that may be conditional; without the header it is for whatever there is. */
    public static IfMatch optional(@Nullable String header) {
        return header == null ? new IfMatch(false, Optional.empty()) : of(header);
    }

    private static IfMatch of(String header) {
        if (header.strip().equals(ANY)) {
            return new IfMatch(true, Optional.empty());
        }
        var tags = Arrays.stream(header.split(",", -1))
                .map(tag -> TAG.matcher(tag.strip()))
                .filter(tag -> tag.matches())
                .map(tag -> Long.parseLong(Objects.requireNonNull(tag.group(1))))
                .collect(Collectors.toSet());
        return new IfMatch(true, Optional.of(tags));
    }

    /** Whether there is a condition at all: something that does not exist meets none. */
    public boolean isPresent() {
        return present;
    }

    /** The versions of the list, as a parameter of a statement; null if any version will do. */
    public Long @Nullable [] versions() {
        return listed.map(versions -> versions.toArray(Long[]::new)).orElse(null);
    }

    /** Whether an entity of this version meets the condition. */
    public boolean admits(Version version) {
        return listed.map(versions -> versions.contains(version.number())).orElse(true);
    }
}
