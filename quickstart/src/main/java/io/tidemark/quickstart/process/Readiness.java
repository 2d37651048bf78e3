package io.tidemark.quickstart.process;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until a program does its work. */
public final class Readiness {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int DEATHS_TOLERATED = 3;

    private final Supervisor supervisor;

    public Readiness(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    /** Returns when the check holds; throws when the program keeps dying or takes too long. */
    public void await(Program program, BooleanSupplier check) throws StartupException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!check.getAsBoolean()) {
            if (supervisor.isStopping()) {
                throw new StartupException("stopped");
            }
            if (supervisor.restarts(program.name()) >= DEATHS_TOLERATED) {
                throw failure(program, "ends again and again");
            }
            if (System.nanoTime() > end) {
                throw failure(program, "was not ready after " + LIMIT.toSeconds() + " s");
            }
            Thread.sleep(PAUSE);
        }
    }

    /** The end of the program's log is where the reason is. */
    public static StartupException failure(Program program, String what) {
        return new StartupException("%s %s; see %s%n%s".formatted(program.name(), what, program.log(), tail(program)));
    }

    private static String tail(Program program) {
        try {
            var lines = Files.readAllLines(program.log());
            return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 12), lines.size()))
                    .indent(2)
                    .stripTrailing();
        } catch (IOException e) {
            return "";
        }
    }
}
