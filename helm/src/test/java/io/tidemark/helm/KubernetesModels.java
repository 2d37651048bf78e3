package io.tidemark.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What one release of Kubernetes takes. Its Java client has a class for each schema of its OpenAPI document, which
 * refuses unknown fields, missing ones, and values of another type.
 */
final class KubernetesModels {

    private static final Path FOLDER = Path.of("target", "kubernetes");

    private final String release;
    private final ClassLoader classes;

    private KubernetesModels(String release) {
        var jar = FOLDER.resolve(release + ".jar");
        if (!Files.exists(jar)) {
            throw new AssertionError(jar + " is missing: the build copies it");
        }
        try {
            this.release = release;
            this.classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, KubernetesModels.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<KubernetesModels> releases() {
        return List.of(new KubernetesModels("1.32"), new KubernetesModels("1.34"), new KubernetesModels("1.36"));
    }

    /** @throws AssertionError if this release would refuse the object */
    void check(JsonNode object) {
        try {
            classes.loadClass(model(object)).getMethod("fromJson", String.class).invoke(null, object.toString());
        } catch (InvocationTargetException e) {
            throw new AssertionError("%s: Kubernetes %s refuses %s: %s"
                    .formatted(
                            Manifests.name(object), release, object.path("kind").asText(), e.getCause()));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(
                    "Kubernetes %s has no %s"
                            .formatted(release, object.path("kind").asText()),
                    e);
        }
    }

    /** {@code autoscaling/v2} and {@code HorizontalPodAutoscaler} make {@code V2HorizontalPodAutoscaler}. */
    private static String model(JsonNode object) {
        var apiVersion = object.path("apiVersion").asText();
        var version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        return "io.kubernetes.client.openapi.models." + version.toUpperCase(Locale.ROOT)
                + object.path("kind").asText();
    }
}
