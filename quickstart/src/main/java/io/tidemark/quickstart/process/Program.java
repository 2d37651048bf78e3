package io.tidemark.quickstart.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Something to run as a child process.
 *
 * @param name as users know it: in the log's name and in {@code demo.json}
 * @param environment added to this process's own
 * @param log where its output is appended
 * @param refusesRoot PostgreSQL does: where this process is root, it gets a user namespace of its own
 */
public record Program(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path log,
        StopSignal stopSignal,
        boolean refusesRoot) {

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A program that stops at SIGTERM and does not mind root. */
    public Program(String name, List<String> command, Map<String, String> environment, Path log) {
        this(name, command, environment, log, StopSignal.TERM, false);
    }
}
