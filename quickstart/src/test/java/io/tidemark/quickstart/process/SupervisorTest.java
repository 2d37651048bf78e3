package io.tidemark.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    private static final List<String> FOREVER = List.of("sleep", "600");

    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private Supervisor supervisor;

    @BeforeEach
    void begin() {
        supervisor = new Supervisor(new Spawner(), new ProcessLedger(folder.resolve("run")), new Recording());
    }

    @AfterEach
    void end() {
        supervisor.stop();
    }

    @Test
    void aProgramThatDiesIsStartedAgain() throws IOException {
        supervisor.keepRunning(program("worker", FOREVER));
        var first = process("worker");

        first.destroyForcibly();

        await().untilAsserted(() -> assertThat(told).containsExactly("died worker 137", "restarted worker"));
        assertThat(process("worker").pid()).isNotEqualTo(first.pid());
        assertThat(process("worker").isAlive()).isTrue();
        assertThat(supervisor.restarts("worker")).isEqualTo(1);
    }

    @Test
    void stoppingLeavesNoProcessAndStartsNoneAgain() throws IOException {
        supervisor.keepRunning(program("one", FOREVER));
        supervisor.keepRunning(program("two", FOREVER));
        var processes = List.of(process("one"), process("two"));

        supervisor.stop();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(told).isEmpty();
        assertThatThrownBy(() -> supervisor.keepRunning(program("three", FOREVER)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aProgramThatEndsByItselfTellsHow() throws Exception {
        assertThat(supervisor.run(program("task", List.of("sh", "-c", "echo $GREETING; exit 7"))))
                .isEqualTo(7);
        assertThat(folder.resolve("task.log")).hasContent("hello");
    }

    @Test
    void stoppingEndsAProgramThatIsAwaited() throws Exception {
        var exit = CompletableFuture.supplyAsync(() -> {
            try {
                return supervisor.run(program("task", FOREVER));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> supervisor.pids().containsKey("task"));

        supervisor.stop();

        assertThat(exit.get()).isEqualTo(143);
    }

    @Test
    void leftoversOfAnEarlierRunAreEnded() throws IOException {
        supervisor.keepRunning(program("worker", FOREVER));
        var leftover = process("worker");
        Files.copy(folder.resolve("run/worker.pid"), folder.resolve("saved"));
        var nextRun = Files.createDirectories(folder.resolve("next"));
        Files.copy(folder.resolve("saved"), nextRun.resolve("worker.pid"));

        assertThat(new ProcessLedger(nextRun).endLeftovers()).isEqualTo(1);
        assertThat(leftover.isAlive()).isFalse();
        assertThat(nextRun).isEmptyDirectory();
    }

    @Test
    void aProcessThatOnlyHasTheSameIdIsLeftAlone() throws IOException {
        supervisor.keepRunning(program("worker", FOREVER));
        var nextRun = Files.createDirectories(folder.resolve("next"));
        Files.writeString(nextRun.resolve("worker.pid"), process("worker").pid() + " 2001-01-01T00:00:00Z TERM");

        assertThat(new ProcessLedger(nextRun).endLeftovers()).isZero();
        assertThat(process("worker").isAlive()).isTrue();
    }

    private ProcessHandle process(String name) {
        return ProcessHandle.of(Objects.requireNonNull(supervisor.pids().get(name)))
                .orElseThrow();
    }

    private Program program(String name, List<String> command) {
        return new Program(name, command, Map.of("GREETING", "hello"), folder.resolve(name + ".log"));
    }

    private final class Recording implements ProcessListener {

        @Override
        public void died(String name, int exitCode) {
            told.add("died " + name + " " + exitCode);
        }

        @Override
        public void restarted(String name) {
            told.add("restarted " + name);
        }

        @Override
        public void lost(String name, Exception cause) {
            told.add("lost " + name);
        }
    }
}
