package io.tidemark.bench.stage;

import java.nio.file.Path;
import java.util.List;

/** What is measured: the packaged programs of this repository. */
public enum Service {
    INGEST("ingest-service", "bench_ingest"),
    QUERY("query-service", "bench_query"),
    ALERT("alert-service", "bench_alert"),
    JOB("aggregation-job", "bench_job");

    /** Those of {@code ./tidemark up}. */
    public static final List<String> JVM_OPTIONS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.lang=ALL-UNNAMED");

    private final String module;
    private final String login;

    Service(String module, String login) {
        this.module = module;
        this.login = login;
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
