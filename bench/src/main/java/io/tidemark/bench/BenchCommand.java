package io.tidemark.bench;

import io.tidemark.bench.alerts.AlertsCommand;
import io.tidemark.bench.load.LoadCommand;
import io.tidemark.bench.query.QueryCommand;
import io.tidemark.bench.rollup.RollupCommand;
import io.tidemark.bench.summary.SummaryCommand;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tidemark bench}. */
@Command(
        name = "tidemark bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(ingest | rollup | query | summary | alerts)",
        description = "Measures Tidemark on this machine.",
        subcommands = {
            IngestCommand.class,
            RollupCommand.class,
            QueryCommand.class,
            SummaryCommand.class,
            AlertsCommand.class,
            LoadCommand.class
        })
public final class BenchCommand {

    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private BenchCommand() {}

    public static void main(String... args) {
        // Libraries that the benchmark only uses to set itself up need not tell how.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        FLYWAY.setLevel(Level.WARNING);
        System.exit(new CommandLine(new BenchCommand()).execute(args));
    }
}
