package io.tidemark.quickstart;

import io.tidemark.quickstart.process.ProcessListener;
import java.util.function.Consumer;

/** Says which process died, and has {@code demo.json} follow the new process ids. */
final class Deaths implements ProcessListener {

    private final Consumer<String> progress;
    private volatile Runnable afterRestart = () -> {};

    Deaths(Consumer<String> progress) {
        this.progress = progress;
    }

    void afterRestart(Runnable action) {
        afterRestart = action;
    }

    @Override
    public void died(String name, int exitCode) {
        progress.accept(name + " ended with exit code " + exitCode + "; starting it again");
    }

    @Override
    public void restarted(String name) {
        afterRestart.run();
    }

    @Override
    public void lost(String name, Exception cause) {
        progress.accept(name + " cannot be started again: " + cause.getMessage());
    }
}
