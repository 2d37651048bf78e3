package io.tidemark.quickstart;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code ./tidemark up}. */
@Command(
        name = "tidemark",
        subcommands = UpCommand.class,
        description = "Usage analytics for APIs, on this machine.",
        mixinStandardHelpOptions = true)
public final class Quickstart {

    // Held, since a logger that nobody holds forgets its level.
    private static final Logger ROOT_LOGGER = Logger.getLogger("");

    private Quickstart() {}

    /** Exits with 1 if the installation cannot start, and with 2 if the command line is wrong. */
    public static void main(String[] args) {
        ROOT_LOGGER.setLevel(Level.WARNING);
        System.exit(new CommandLine(new Quickstart()).execute(args));
    }
}
