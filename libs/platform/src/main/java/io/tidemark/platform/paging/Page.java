package io.tidemark.platform.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page begins; null on the last one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(
        List<T> items,

        @Schema(nullable = true, description = "Where the next page begins; null on the last one") @Nullable
        String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page of what was found by asking for one item more than its limit: that one says that there is a next page.
     *
     * @param key the values that the list is sorted by, of the last item shown
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, List<String>> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var shown = found.subList(0, limit);
        return new Page<>(shown, Cursor.encode(key.apply(shown.getLast())));
    }
}
