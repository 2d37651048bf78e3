package io.tidemark.helm;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.config.ConfigMapping;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environment variables that an application reads while it runs. */
final class KnownSettings {

    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([A-Z][A-Z_]+)");
    private static final Pattern KEY = Pattern.compile("(?m)^((?!quarkus|%)[\\w.-]+)=");
    private static final Pattern INJECTED = Pattern.compile("@ConfigProperty\\(name = \"([^\"]+)\"");

    private final Set<String> names = new HashSet<>();
    private final List<Pattern> named;

    private KnownSettings(String module, String... libraries) throws IOException {
        var quarkus = quarkus();
        names.addAll(quarkus);
        // Of settings by name, such as those of a data source, any name will do.
        named = quarkus.stream()
                .filter(name -> name.matches(".*__[A-Z_]+__.*"))
                .map(name -> Pattern.compile(name.replaceAll("__[A-Z_]+?__", "__[A-Z_]+__")))
                .toList();
        for (var place : Stream.concat(Stream.of(module), Stream.of(libraries)).toList()) {
            addMappings(place);
            addFiles(place);
        }
    }

    static KnownSettings of(String application) {
        try {
            return application.equals("aggregation-job")
                    ? new KnownSettings(application, "libs/risks")
                    : new KnownSettings(application, "libs/risks", "libs/platform");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contain(String variable) {
        return names.contains(variable)
                || named.stream().anyMatch(name -> name.matcher(variable).matches());
    }

    /** What Quarkus' extensions document of themselves; settings of the build are not read from the environment. */
    private static Set<String> quarkus() throws IOException {
        var found = new HashSet<String>();
        var models = KnownSettings.class.getClassLoader().getResources(MODEL);
        while (models.hasMoreElements()) {
            try (var model = models.nextElement().openStream()) {
                collect(Yaml.read(new String(model.readAllBytes(), StandardCharsets.UTF_8)), found);
            }
        }
        return found;
    }

    private static void collect(JsonNode node, Set<String> found) {
        if (node.path("phase").asText().equals("RUN_TIME") && node.has("path")) {
            found.add(node.at("/path/environmentVariable").asText());
            node.path("additionalPaths")
                    .forEach(path -> found.add(path.path("environmentVariable").asText()));
        }
        node.forEach(child -> collect(child, found));
    }

    private void addMappings(String module) throws IOException {
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.contains("/" + module + "/target/")) {
                names.addAll(inClasses(Path.of(entry), KnownSettings::mappings));
            }
        }
    }

    private static Set<String> inClasses(Path place, Function<Path, Set<String>> read) throws IOException {
        if (Files.isDirectory(place)) {
            return read.apply(place);
        }
        try (var jar = FileSystems.newFileSystem(place)) {
            return read.apply(jar.getPath("/"));
        }
    }

    private static Set<String> mappings(Path root) {
        try (var files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.startsWith("io/tidemark") && file.endsWith(".class") && !file.contains("$"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .map(KnownSettings::load)
                    .filter(type -> type.isInterface() && type.isAnnotationPresent(ConfigMapping.class))
                    .flatMap(type -> properties(
                            type, type.getAnnotation(ConfigMapping.class).prefix()))
                    .map(KnownSettings::variable)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, KnownSettings.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** By SmallRye's rules: members in kebab case, those that are interfaces of ours in their turn. */
    private static Stream<String> properties(Class<?> type, String prefix) {
        return Stream.of(type.getMethods())
                .filter(member -> Modifier.isAbstract(member.getModifiers()))
                .flatMap(member -> {
                    var name = prefix + "." + member.getName();
                    return member.getReturnType().getName().startsWith("io.tidemark")
                            ? properties(member.getReturnType(), name)
                            : Stream.of(name);
                });
    }

    private void addFiles(String module) throws IOException {
        try (var files = Files.walk(Path.of("..", module, "src/main"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(".properties")) {
                    addAll(EXPRESSION, file);
                    addAll(KEY, file);
                } else if (file.toString().endsWith(".java")) {
                    addAll(INJECTED, file);
                }
            }
        }
    }

    private void addAll(Pattern pattern, Path file) throws IOException {
        pattern.matcher(Files.readString(file)).results().forEach(found -> names.add(variable(found.group(1))));
    }

    private static String variable(String property) {
        return property.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .replaceAll("[^A-Za-z0-9]", "_")
                .toUpperCase(Locale.ROOT);
    }
}
