package io.tidemark.query.saved;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.catalogue.QueryDefinition;
import io.tidemark.platform.version.Version;
import io.tidemark.questions.saved.Definition;
import io.tidemark.questions.saved.FormulaSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A query that a tenant added to the catalogue. */
@RegisterForReflection
@Schema(name = "SavedQuery")
record SavedQuery(
        String id,
        String name,
        String description,
        FormulaSpec formula,
        List<String> groupBy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "Lists of values by the name of a filter; null stands for events without any.")
        Map<String, List<@Nullable String>> filters,

        String shape,
        String unit,
        String defaultWidget,
        List<String> params,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore Version version) {

    static SavedQuery of(
            String id,
            String name,
            String description,
            Definition definition,
            Instant createdAt,
            Instant updatedAt,
            Version version) {
        return new SavedQuery(
                id,
                name,
                description,
                definition.formula(),
                definition.groupBy(),
                definition.filters(),
                definition.shape(),
                definition.unit(),
                definition.defaultWidget(),
                definition.params(),
                createdAt,
                updatedAt,
                version);
    }

    QueryDefinition query() {
        return new Definition(formula, groupBy, filters, shape, unit, defaultWidget, params)
                .query(id, name, description);
    }
}
