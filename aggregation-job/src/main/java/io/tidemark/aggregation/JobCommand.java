package io.tidemark.aggregation;

import io.tidemark.aggregation.run.Outcome;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that ends in one line of JSON on standard output, and words of refusal on standard error. */
abstract class JobCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    abstract Outcome run();

    @Override
    public Integer call() {
        return switch (run()) {
            case Outcome.Finished finished -> {
                out().println(finished.summary().encode());
                yield exitCode(finished);
            }
            case Outcome.Skipped(var reason) -> {
                out().println(skipped(reason));
                yield ExitCode.SUCCESS;
            }
            case Outcome.Busy() -> {
                out().println(skipped("another run is at work"));
                yield ExitCode.BUSY;
            }
            case Outcome.Refused(var reason) -> {
                spec.commandLine().getErr().println(reason);
                yield ExitCode.REFUSED;
            }
        };
    }

    int exitCode(Outcome.Finished finished) {
        return finished.succeeded() ? ExitCode.SUCCESS : ExitCode.FAILURE;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private String skipped(String reason) {
        return new JsonObject().put("job", spec.name()).put("skipped", reason).encode();
    }
}
