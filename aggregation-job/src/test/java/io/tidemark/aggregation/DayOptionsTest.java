package io.tidemark.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregation.daily.DayRange;
import io.tidemark.aggregation.daily.Selection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

class DayOptionsTest {

    private final Probe probe = new Probe();
    private final CommandLine commandLine = new CommandLine(probe);
    private final StringWriter errors = new StringWriter();

    @Command
    private static final class Probe implements Callable<Integer> {

        @ArgGroup
        DayOptions days = new DayOptions();

        @Spec
        CommandSpec spec;

        Selection selection = new Selection.CatchUp();

        @Override
        public Integer call() {
            selection = days.selection(spec.commandLine());
            return ExitCode.SUCCESS;
        }
    }

    @Test
    void withoutOptionsTheDaysThatAreDueAreMade() {
        assertThat(run()).isZero();
        assertThat(probe.selection).isEqualTo(new Selection.CatchUp());
    }

    @Test
    void aDateIsOneDay() {
        assertThat(run("--date", "2028-02-29")).isZero();
        assertThat(probe.selection).isEqualTo(days("2028-02-29", "2028-02-29"));
    }

    @Test
    void aRangeIncludesBothEnds() {
        assertThat(run("--from", "2026-01-01", "--to=2026-01-31")).isZero();
        assertThat(probe.selection).isEqualTo(days("2026-01-01", "2026-01-31"));
    }

    @ParameterizedTest
    @CsvSource({
        "--date=2026-02-30,                                       is not a day of the form yyyy-mm-dd",
        "--date=2026-2-3,                                         is not a day of the form yyyy-mm-dd",
        "--date=yesterday,                                        is not a day of the form yyyy-mm-dd",
        "--date=,                                                 is not a day of the form yyyy-mm-dd",
        "--from=2026-01-02 --to=2026-01-01,                       --from 2026-01-02 is after --to 2026-01-01",
        "--from=0001-01-01 --to=2026-01-01,                       more than 3660 days",
        "--from=2026-01-01,                                       --to=B",
        "--to=2026-01-01,                                         --from=A",
        "--date=2026-01-01 --from=2026-01-01 --to=2026-01-01,     mutually exclusive",
        "--date=2026-01-01 --date=2026-01-02,                     expected only one match",
        "2026-01-01,                                              Unmatched argument"
    })
    void whatMakesNoSenseIsRefused(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.REFUSED);
        assertThat(errors.toString()).contains(message);
    }

    private int run(String... arguments) {
        return commandLine.setErr(new PrintWriter(errors)).execute(arguments);
    }

    private static Selection days(String from, String to) {
        return new Selection.Exactly(new DayRange(LocalDate.parse(from), LocalDate.parse(to)));
    }
}
