package io.tidemark.quickstart.service;

import io.tidemark.quickstart.process.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The packaged applications of this source tree. */
public final class Applications {

    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            // What Netty, Quarkus and JBoss Logging still do, and JDK 25 would warn about.
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.lang=ALL-UNNAMED");

    /** What it decodes lives until it is stored: with the usual small young generation much of it would get old. */
    private static final Map<String, List<String>> OF_MODULE =
            Map.of("ingest-service", List.of("-XX:NewRatio=1", "-XX:SurvivorRatio=2"));

    /** These wait for PostgreSQL most of the time: the first compiler serves them as well, and halves a start's work. */
    private static final Set<String> WITH_FIRST_COMPILER_ONLY =
            Set.of("query-service", "alert-service", "aggregation-job");

    private final Path home;

    /** Those below the folder of the root pom. */
    public Applications(Path home) {
        this.home = home;
    }

    /**
     * The command that runs a module's application.
     *
     * @param heap its most, as {@code -Xmx} takes it
     */
    List<String> command(String module, String heap, String... arguments) throws StartupException {
        var jar = home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new StartupException(module + " is not built; `./tidemark up` builds what is missing");
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.addAll(JVM);
        command.addAll(OF_MODULE.getOrDefault(module, List.of()));
        if (WITH_FIRST_COMPILER_ONLY.contains(module)) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
