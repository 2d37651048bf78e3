package io.tidemark.systemtests;

import java.util.Locale;

/**
 * One setting, as the reference of the configuration shows it.
 *
 * @param fallback what holds where it is not set; empty if nothing does
 */
record Setting(String name, String type, String fallback, String description) {

    /** By which the environment sets it, as MicroProfile Config maps names. */
    String variable() {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    String row() {
        return "| `%s`<br>`%s` | %s | %s | %s |"
                .formatted(name, variable(), type, fallback.isEmpty() ? "" : "`" + fallback + "`", description);
    }
}
