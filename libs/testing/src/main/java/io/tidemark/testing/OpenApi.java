package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds answers against the committed OpenAPI documents. */
public final class OpenApi {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private OpenApi() {}

    /**
     * A RestAssured filter that fails a test whose answer is not what the document promises. Requests are not
     * judged: tests send wrong ones on purpose.
     *
     * @param document a file of the folder {@code openapi}, such as {@code query.yaml}
     */
    public static OpenApiValidationFilter validating(String document) {
        return new OpenApiValidationFilter(
                OpenApiInteractionValidator.createFor(file(document).toString())
                        .withLevelResolver(LevelResolver.create()
                                .withLevel("validation.request", ValidationReport.Level.IGNORE)
                                .build())
                        .build());
    }

    /**
     * Fails unless the document that the running service emits is the committed one. With {@code
     * -Dopenapi.update=true} it is written instead: look at the difference before committing it.
     */
    public static void assertCommitted(String document, String emitted) throws IOException {
        var file = file(document);
        if (Boolean.getBoolean("openapi.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, emitted);
        }
        var committed = Files.exists(file) ? Files.readString(file) : "";
        // As trees: in which order the parts of the document come is left to chance.
        assertThat(YAML.readTree(emitted))
                .as("the API has changed: if that is wanted, run the test with -Dopenapi.update=true")
                .isEqualTo(YAML.readTree(committed));
    }

    /** The committed document, wherever below the project's root the test runs. */
    public static Path file(String document) {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder.resolve("openapi").resolve(document);
            }
        }
        throw new IllegalStateException("not inside the project");
    }
}
