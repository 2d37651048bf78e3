package io.tidemark.platform.paging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page begins: the sort values of the last item before it, as a JSON array in base64url. Opaque to clients,
 * not secret, and not trusted: it only ever narrows a query that is limited to the caller's tenant anyway.
 */
public final class Cursor {

    private static final int LONGEST = 8192;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Cursor() {}

    public static String encode(List<String> values) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(values));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not text: " + values.size() + " values", e);
        }
    }

    /**
     * The values of a cursor.
     *
     * @throws ProblemException 400 {@code INVALID_CURSOR} unless it holds exactly that many
     */
    public static List<String> decode(String cursor, int size) {
        var values = decode(cursor);
        if (values.size() != size) {
            throw malformed();
        }
        return values;
    }

    /**
     * The values of a cursor, however many.
     *
     * @throws ProblemException 400 {@code INVALID_CURSOR} if it is none
     */
    public static List<String> decode(String cursor) {
        var values = cursor.length() > LONGEST ? null : parse(cursor);
        // PostgreSQL takes no NUL in a text, so that no value of ours has one.
        if (values == null || Arrays.stream(values).anyMatch(Cursor::isForeign)) {
            throw malformed();
        }
        return List.of(values);
    }

    /** For values that decode but are not of the type expected. */
    public static ProblemException malformed() {
        return ProblemException.invalid(ProblemType.INVALID_CURSOR, "cursor", "must be a nextCursor of the same list");
    }

    private static boolean isForeign(@Nullable String value) {
        return value == null || value.indexOf('\0') >= 0;
    }

    private static String @Nullable [] parse(String cursor) {
        try {
            return JSON.readValue(Base64.getUrlDecoder().decode(cursor), String[].class);
        } catch (IllegalArgumentException | IOException e) {
            return null;
        }
    }
}
