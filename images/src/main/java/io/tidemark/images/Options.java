package io.tidemark.images;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What to build.
 *
 * @param home the folder of the root pom
 * @param base an image's name, {@code tar://FILE}, or {@code dir://FOLDER}, a root file system that becomes the base
 * @param registry where images belong; may be empty
 * @param repository the folder of the images there
 * @param tag the release
 * @param push whether they are sent to the registry, too
 */
record Options(Path home, String base, String registry, String repository, String tag, boolean push) {

    Options {
        if (tag.isEmpty() || tag.equals("latest")) {
            throw new IllegalArgumentException("a tag that says which release it is: --tag=1.2.3");
        }
        if (push && registry.isEmpty()) {
            throw new IllegalArgumentException("to push, name a registry: --registry=registry.example.com");
        }
    }

    /** Reads {@code --name=value}. */
    static Options parse(String... arguments) {
        var given = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts.length > 1 ? parts[1] : ""));
        return new Options(
                Path.of(required(given, "--home")),
                required(given, "--base"),
                given.getOrDefault("--registry", ""),
                required(given, "--repository"),
                required(given, "--tag"),
                Boolean.parseBoolean(given.get("--push")));
    }

    private static String required(Map<String, String> given, String name) {
        var value = given.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** The name of an application's image. */
    String image(String application) {
        var name = repository + "/" + application + ":" + tag;
        return registry.isEmpty() ? name : registry + "/" + name;
    }

    Path output() {
        return home.resolve("images").resolve("target").resolve("images");
    }
}
