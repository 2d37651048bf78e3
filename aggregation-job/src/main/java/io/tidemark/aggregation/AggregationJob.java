package io.tidemark.aggregation;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Starts a command, given as the first argument, and exits with its {@link ExitCode}. */
@QuarkusMain
@Command(
        name = "aggregation-job",
        description = "Jobs of Tidemark that run by time, not by request.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MigrateCommand.class,
            AggregateCommand.class,
            SnapshotsCommand.class,
            PartitionsCommand.class,
            RetentionCommand.class,
            ReconcileCommand.class,
            PurgeCommand.class
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all was done, or there was nothing to do",
            "1:something failed; the summary names it",
            "2:the command line makes no sense, a day asked for is not over, or production refuses the database",
            "3:another run was at work for as long as this one waited; it did nothing",
            "4:reconcile found differences"
        })
public class AggregationJob implements QuarkusApplication {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help and exits.")
    boolean help;

    @Override
    public int run(String... args) {
        return new CommandLine(this, new Beans())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    /** Commands are beans; all else is picocli's. */
    private static final class Beans implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            var bean = Arc.container().instance(type);
            var instance = bean.get();
            return instance == null ? CommandLine.defaultFactory().create(type) : instance;
        }
    }
}
