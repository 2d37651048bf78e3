package io.tidemark.alert.rule;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an import did. */
@RegisterForReflection
@Schema(name = "AlertImport")
record Imported(int created, int updated, int unchanged) {

    static final Imported NOTHING = new Imported(0, 0, 0);

    static final Imported CREATED = new Imported(1, 0, 0);

    static final Imported UPDATED = new Imported(0, 1, 0);

    static final Imported UNCHANGED = new Imported(0, 0, 1);

    Imported and(Imported other) {
        return new Imported(created + other.created, updated + other.updated, unchanged + other.unchanged);
    }
}
