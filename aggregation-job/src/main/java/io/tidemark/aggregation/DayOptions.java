package io.tidemark.aggregation;

import io.tidemark.aggregation.daily.DayRange;
import io.tidemark.aggregation.daily.Selection;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Which days: one, a range, or, without any option, those that are due. */
class DayOptions {

    private static final int LONGEST = 3_660;

    @Option(
            names = "--date",
            paramLabel = "D",
            converter = Day.class,
            description = "Make this local day of every tenant again, as yyyy-mm-dd.")
    @Nullable
    LocalDate date;

    @ArgGroup(exclusive = false)
    @Nullable
    Range range;

    static class Range {

        @Option(
                names = "--from",
                required = true,
                paramLabel = "A",
                converter = Day.class,
                description = "Make the local days from this one …")
        LocalDate from = LocalDate.EPOCH;

        @Option(
                names = "--to",
                required = true,
                paramLabel = "B",
                converter = Day.class,
                description = "… to this one of every tenant again, both included.")
        LocalDate to = LocalDate.EPOCH;
    }

    Selection selection(CommandLine commandLine) {
        if (date != null) {
            return new Selection.Exactly(new DayRange(date, date));
        }
        return range == null ? new Selection.CatchUp() : new Selection.Exactly(checked(range, commandLine));
    }

    private static DayRange checked(Range range, CommandLine commandLine) {
        if (range.from.isAfter(range.to)) {
            throw new ParameterException(commandLine, "--from %s is after --to %s".formatted(range.from, range.to));
        }
        var days = new DayRange(range.from, range.to);
        if (days.length() > LONGEST) {
            throw new ParameterException(commandLine, "more than %d days asked for".formatted(LONGEST));
        }
        return days;
    }

    /** Strict: 2026-02-30 is no day. */
    static final class Day implements ITypeConverter<LocalDate> {

        private static final DateTimeFormatter FORMAT =
                DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

        @Override
        public LocalDate convert(String value) {
            try {
                return LocalDate.parse(value, FORMAT);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + value + "' is not a day of the form yyyy-mm-dd");
            }
        }
    }
}
