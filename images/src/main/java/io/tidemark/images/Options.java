package io.tidemark.images;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
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
 * @param platform what the base is for: {@code linux/amd64} or another
 */
record Options(Path home, String base, String registry, String repository, String tag, boolean push, String platform) {

    Options {
        if (tag.isEmpty() || tag.equals("latest")) {
            throw new IllegalArgumentException("a tag that says which release it is: --tag=1.2.3");
        }
        if (push && registry.isEmpty()) {
            throw new IllegalArgumentException("to push, name a registry: --registry=registry.example.com");
        }
        if (!platform.matches("linux/[a-z0-9]+")) {
            throw new IllegalArgumentException("a platform, such as --platform=linux/arm64");
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
                Boolean.parseBoolean(given.get("--push")),
                platform(given.getOrDefault("--platform", "")));
    }

    /** That of this machine, if none is given: a base in a folder is made of its parts. */
    private static String platform(String given) {
        if (!given.isEmpty()) {
            return given;
        }
        var machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return "linux/"
                + switch (machine) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> machine;
                };
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

    String architecture() {
        return platform.substring(platform.indexOf('/') + 1);
    }

    Path output() {
        return home.resolve("images").resolve("target").resolve("images");
    }
}
