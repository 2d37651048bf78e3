package io.tidemark.bench;

import io.tidemark.bench.load.LoadCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tidemark bench}. */
@Command(
        name = "tidemark bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ingest",
        description = "Measures Tidemark on this machine.",
        subcommands = {IngestCommand.class, LoadCommand.class})
public final class BenchCommand {

    private BenchCommand() {}

    public static void main(String... args) {
        System.exit(new CommandLine(new BenchCommand()).execute(args));
    }
}
