package io.tidemark.query.export;

/**
 * A column of an export.
 *
 * @param name as the CSV header has it, in snake case
 * @param key as JSON has it, in camel case
 */
record Column(String name, String key) {

    static Column of(String name) {
        var key = new StringBuilder();
        for (var word : name.split("_", -1)) {
            key.append(key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return new Column(name, key.toString());
    }
}
