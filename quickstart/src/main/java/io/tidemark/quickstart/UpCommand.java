package io.tidemark.quickstart;

import io.tidemark.quickstart.process.StartupException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything, says so, and keeps it running until it is asked to stop. */
@Command(
        name = "up",
        description = "Start PostgreSQL, Redis, an OIDC provider and all services; Ctrl-C stops them.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "Port that everything is reached at (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data-dir",
            defaultValue = ".tidemark",
            paramLabel = "DIR",
            description = "Where data, keys and logs are kept (default: ${DEFAULT-VALUE}).")
    private Path dataDirectory = Path.of(".tidemark");

    @Option(names = "--no-demo", description = "Start with empty tenants: no demo history, no live demo traffic.")
    private boolean noDemo;

    @Override
    public Integer call() throws InterruptedException {
        var installation = new Installation(new Options(home(), dataDirectory, port, !noDemo), UpCommand::say);
        Runtime.getRuntime().addShutdownHook(new Thread(installation::stop, "stop"));
        Runnable remainingWork;
        try {
            remainingWork = installation.start();
        } catch (StartupException | IOException e) {
            if (!installation.isStopping()) {
                say(String.valueOf(e.getMessage()));
            }
            return 1;
        }
        System.out.println("ready " + installation.baseUrl());
        remainingWork.run();
        new CountDownLatch(1).await();
        return 0;
    }

    private static void say(String line) {
        System.err.println("tidemark: " + line);
    }

    /** The source tree that this program was built in: told by the script, else two folders above the jar. */
    private static Path home() {
        var told = System.getProperty("tidemark.home");
        if (told != null) {
            return Path.of(told);
        }
        var jar = Path.of(UpCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return jar.resolve("../../..").normalize();
    }
}
