package io.tidemark.query.catalogue;

import io.tidemark.query.cache.Given;

/** Answers as text, which is kept as it was computed and given with a note that it was kept. */
final class Rendering {

    // No text in an answer can look like this: its quotes would be escaped.
    private static final String COMPUTED = "\"meta\":{\"cached\":false";
    private static final String KEPT = "\"meta\":{\"cached\":true";

    private Rendering() {}

    static String text(Given.Body answer) {
        return answer.kept() ? answer.text().replace(COMPUTED, KEPT) : answer.text();
    }
}
