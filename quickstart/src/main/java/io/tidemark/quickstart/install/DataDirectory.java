package io.tidemark.quickstart.install;

import io.tidemark.quickstart.process.StartupException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything of one installation. */
public final class DataDirectory {

    private final Path root;
    // Held, since the collector would close a channel that nobody holds, and free the lock.
    @SuppressWarnings("UnusedVariable")
    private @Nullable FileChannel lock;

    public DataDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * Makes the folder unless it exists, and takes it for this process until that ends. Children do not inherit the
     * lock: it is gone with this process, however that ended.
     */
    public void take() throws IOException, StartupException {
        PrivateFiles.createDirectories(root);
        var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new StartupException(
                    "another `tidemark up` is using " + root + "; stop it, or choose another --data-dir");
        }
        lock = channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path redis() throws IOException {
        return Files.createDirectories(root.resolve("redis"));
    }

    /** Programs unpacked from their jars. */
    public Path programs() throws IOException {
        return Files.createDirectories(root.resolve("bin"));
    }

    public Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    public Path processes() {
        return root.resolve("run");
    }

    public Path identity() {
        return root.resolve("identity.json");
    }

    public Path signingKey() {
        return root.resolve("oidc-key.json");
    }

    public Path demoFile() {
        return root.resolve("demo.json");
    }

    public Path demoProgress() {
        return root.resolve("demo-traffic-sent-until");
    }
}
