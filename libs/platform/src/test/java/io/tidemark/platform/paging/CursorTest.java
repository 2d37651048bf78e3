package io.tidemark.platform.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.platform.problem.ProblemException;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;

class CursorTest {

    @Property
    void whatIsEncodedIsDecoded(
            @ForAll @Size(max = 4) List<@AlphaChars @NumericChars @Chars({'"', ',', '\n', 'é', '\\'}) String> values) {
        assertThat(Cursor.decode(Cursor.encode(values), values.size())).isEqualTo(values);
    }

    @Property
    void anythingElseIsAnInvalidCursor(@ForAll String text) {
        assertThatThrownBy(() -> Cursor.decode(text, 7)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().code()).isEqualTo("INVALID_CURSOR");
            assertThat(e.problem().errors().getFirst().field()).isEqualTo("cursor");
        });
    }

    @Example
    void aCursorOfAnotherListIsInvalid() {
        var foreign = Cursor.encode(List.of("a", "b"));

        assertThatThrownBy(() -> Cursor.decode(foreign, 1)).isInstanceOf(ProblemException.class);
        for (var json : List.of("null", "[null]", "{}", "[\"a\\u0000\"]", "[[\"a\"]]", "[", "\"a\"")) {
            var cursor = Base64.getUrlEncoder().encodeToString(json.getBytes(UTF_8));
            assertThatThrownBy(() -> Cursor.decode(cursor, 1)).as(json).isInstanceOf(ProblemException.class);
        }
    }

    @Example
    void aPageHasACursorIfThereIsMore() {
        var all = Page.of(List.of("a", "b"), 2, last -> List.of(last));
        var first = Page.of(List.of("a", "b", "c"), 2, last -> List.of(last));

        assertThat(all.items()).containsExactly("a", "b");
        assertThat(all.nextCursor()).isNull();
        assertThat(first.items()).containsExactly("a", "b");
        assertThat(Cursor.decode(String.valueOf(first.nextCursor()), 1)).containsExactly("b");
    }
}
