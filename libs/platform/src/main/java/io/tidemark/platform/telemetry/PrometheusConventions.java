package io.tidemark.platform.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Brings the meters of libraries to what {@code promtool check metrics} asks of everybody: help texts, labels in
 * snake case, no abbreviated units.
 */
final class PrometheusConventions implements MeterFilter {

    private static final Pattern WORD_BORDER = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** Its unit is in its name; {@code process_cpu_usage} tells the same. */
    private static final Set<String> DENIED = Set.of("process.cpu.time");

    /** A gauge that ends in "count" would look like part of a histogram. */
    private static final Map<String, String> RENAMED = Map.of("system.cpu.count", "system.cpus");

    private PrometheusConventions() {}

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        // The exporter loses the help texts of long task timers, such as those of open connections.
        return DENIED.contains(id.getName()) || id.getType() == Meter.Type.LONG_TASK_TIMER
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        var description = id.getDescription();
        return new Meter.Id(
                RENAMED.getOrDefault(id.getName(), id.getName()),
                Tags.of(id.getTags().stream()
                        .map(PrometheusConventions::snakeCase)
                        .toList()),
                id.getBaseUnit(),
                description == null || description.isBlank() ? inWords(id.getName()) : description,
                id.getType());
    }

    private static Tag snakeCase(Tag tag) {
        return Tag.of(WORD_BORDER.matcher(tag.getKey()).replaceAll("_").toLowerCase(Locale.ROOT), tag.getValue());
    }

    private static String inWords(String name) {
        var words =
                WORD_BORDER.matcher(name.replace('.', ' ').replace('_', ' ')).replaceAll(" ");
        return Character.toUpperCase(words.charAt(0)) + words.substring(1).toLowerCase(Locale.ROOT);
    }

    static final class Producer {

        @Produces
        @Singleton
        MeterFilter conventions() {
            return new PrometheusConventions();
        }
    }
}
