package io.tidemark.alert.rule;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an import did. */
@RegisterForReflection
@Schema(name = "AlertImport")
record Imported(int created, int updated, int unchanged) {

    static final Imported NOTHING = new Imported(0, 0, 0);

    Imported andCreated() {
        return new Imported(created + 1, updated, unchanged);
    }

    Imported andUpdated() {
        return new Imported(created, updated + 1, unchanged);
    }

    Imported andUnchanged() {
        return new Imported(created, updated, unchanged + 1);
    }
}
