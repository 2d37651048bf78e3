package io.tidemark.importer;

import io.tidemark.importer.event.EventIds;
import io.tidemark.importer.line.LineReader;
import io.tidemark.importer.line.LogFormat;
import io.tidemark.importer.progress.Progress;
import io.tidemark.importer.send.Dispatcher;
import io.tidemark.importer.send.EventsEndpoint;
import io.tidemark.importer.send.Pace;
import io.tidemark.importer.send.Tally;
import io.tidemark.importer.source.LogFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark import FILE}. */
@Command(
        name = "tidemark import",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Imports an access log of NGINX or Apache. Importing a log again adds only what is new in it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every line is stored, now or before",
            "1:a line was malformed or rejected, or not all could be sent",
            "2:the command line is wrong"
        })
public final class ImportCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Access log, plain or gzip; - for standard input.")
    private String file = "";

    @Option(names = "--url", description = "Tidemark's address; by default that of ./tidemark up.")
    private @Nullable URI url;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            defaultValue = "${env:TIDEMARK_API_KEY}",
            description = "API key with the scope ingest or backfill; better in the environment: TIDEMARK_API_KEY.")
    private @Nullable String apiKey;

    @Option(names = "--tenant", description = "Without a key: the tenant of ./tidemark up whose key to use.")
    private String tenant = "acme";

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Without a key: data directory of ./tidemark up.")
    private Path dataDir = Path.of(".tidemark");

    @Option(names = "--format", description = "One of ${COMPLETION-CANDIDATES}.")
    private LogFormat format = LogFormat.AUTO;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Where the log comes from. Give each of several servers its own name: equal lines of"
                    + " different sources are different requests.")
    private String source = "";

    @Option(
            names = "--backfill",
            description = "The log is older than raw events are kept. The key needs the scope backfill; the import is"
                    + " slower, since room is made for each old day.")
    private boolean backfill;

    @Option(names = "--batch", paramLabel = "EVENTS", description = "Events per request, 10,000 at most.")
    private int batch = 500;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the summary only.")
    private boolean quiet;

    private final PrintStream out;
    private final PrintStream err;

    ImportCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String... args) {
        System.exit(execute(System.out, System.err, args));
    }

    static int execute(PrintStream out, PrintStream err, String... args) {
        return new CommandLine(new ImportCommand(out, err))
                .registerConverter(LogFormat.class, ImportCommand::toFormat)
                .execute(args);
    }

    private static LogFormat toFormat(String name) {
        return LogFormat.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (batch < 1 || batch > 10_000) {
            throw usage("--batch takes 1 to 10,000 events");
        }
        if (!file.equals("-") && !Files.isReadable(Path.of(file))) {
            throw usage("Cannot read " + file);
        }
        var summary = run(access());
        summary.print(out);
        return summary.complete() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Access access() {
        try {
            return Access.of(url, apiKey, dataDir, tenant);
        } catch (Access.MissingAccessException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private Summary run(Access access) throws IOException, InterruptedException {
        var tally = new Tally();
        var endpoint = new EventsEndpoint(access.url(), access.apiKey());
        try (var log = LogFile.open(file);
                var progress = Progress.start(err, quiet, log, tally);
                var dispatcher = new Dispatcher(
                        endpoint, tally, backfill ? Pace.BACKFILL : Pace.USUAL, Thread::sleep, progress::say)) {
            var importRun = new ImportRun(
                    new LineReader(format),
                    new EventIds(source),
                    tally,
                    malformed -> progress.say(
                            "Line %,d: %s | %s".formatted(malformed.line(), malformed.reason(), malformed.text())));
            boolean unfinished = false;
            @Nullable String damage = null;
            try {
                unfinished = importRun.read(log.lines(), dispatcher, batch);
            } catch (EOFException | ZipException e) {
                damage = "the file is damaged: " + e.getMessage();
            }
            var failure = dispatcher.await();
            return new Summary(file, tally, progress.elapsed(), unfinished, failure != null ? failure : damage);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec == null ? new CommandLine(this) : spec.commandLine(), message);
    }
}
