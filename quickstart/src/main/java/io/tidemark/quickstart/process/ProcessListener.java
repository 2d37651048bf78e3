package io.tidemark.quickstart.process;

/** Told what becomes of supervised programs. */
public interface ProcessListener {

    void died(String name, int exitCode);

    /** It runs again, with another process id. */
    void restarted(String name);

    /** It could not be started again. */
    void lost(String name, Exception cause);
}
