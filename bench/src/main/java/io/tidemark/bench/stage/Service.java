package io.tidemark.bench.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is measured: the packaged programs of this repository. */
public enum Service {
    INGEST("ingest-service", "192m", "bench_ingest", "-XX:NewRatio=1", "-XX:SurvivorRatio=2"),
    QUERY("query-service", "256m", "bench_query"),
    ALERT("alert-service", "256m", "bench_alert"),
    JOB("aggregation-job", "256m", "bench_job", "-XX:TieredStopAtLevel=1");

    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.lang=ALL-UNNAMED");

    private final String module;
    private final String heap;
    private final String login;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> ownOptions;

    Service(String module, String heap, String login, String... ownOptions) {
        this.module = module;
        this.heap = heap;
        this.login = login;
        this.ownOptions = List.of(ownOptions);
    }

    /** The heap of {@code ./tidemark up}, and the flags of the images. */
    public List<String> jvmOptions() {
        return Stream.of(List.of("-Xmx" + heap), JVM_OPTIONS, ownOptions)
                .flatMap(List::stream)
                .toList();
    }

    String module() {
        return module;
    }

    /** The role that it connects to PostgreSQL as. */
    public String login() {
        return login;
    }

    /** Where the build leaves it. */
    public Path jar() {
        return Path.of(System.getProperty("tidemark.home", "."), module, "target", "quarkus-app", "quarkus-run.jar");
    }
}
