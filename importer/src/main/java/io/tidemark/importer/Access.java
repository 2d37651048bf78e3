package io.tidemark.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where to send events and as whom. */
record Access(URI url, String apiKey) {

    private static final URI DEFAULT_URL = URI.create("http://localhost:8080");

    /** What is not given is taken from the file that {@code tidemark up} writes. */
    static Access of(@Nullable URI url, @Nullable String apiKey, Path dataDir, String tenant)
            throws MissingAccessException {
        if (apiKey != null && !apiKey.isBlank()) {
            return new Access(url != null ? url : DEFAULT_URL, apiKey.strip());
        }
        var demo = read(dataDir.resolve("demo.json"));
        var base = URI.create(demo.path("baseUrl").asText(DEFAULT_URL.toString()));
        for (var candidate : demo.path("tenants")) {
            if (candidate.path("slug").asText().equals(tenant)) {
                return new Access(
                        url != null ? url : base, candidate.path("apiKey").asText());
            }
        }
        throw new MissingAccessException("No tenant " + tenant + " in " + dataDir.resolve("demo.json"));
    }

    private static JsonNode read(Path file) throws MissingAccessException {
        try {
            return new JsonMapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new MissingAccessException(
                    "No API key: give --api-key or set TIDEMARK_API_KEY, or start Tidemark with"
                            + " ./tidemark up, which leaves keys in " + file);
        }
    }

    /** The key is a secret. */
    @Override
    public String toString() {
        return url.toString();
    }

    static final class MissingAccessException extends Exception {
        MissingAccessException(String message) {
            super(message);
        }
    }
}
