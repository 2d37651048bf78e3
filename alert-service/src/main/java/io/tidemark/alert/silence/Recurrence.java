package io.tidemark.alert.silence;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Hours of days of the week, such as those of maintenance.
 *
 * @param days on which it begins
 * @param to not after {@code from}: on the day after
 */
@RegisterForReflection
@Schema(
        name = "Recurrence",
        requiredProperties = {"days", "from", "to", "timeZone"})
record Recurrence(
        @Schema(description = "On which it begins.") @NotEmpty
        Set<DayOfWeek> days,

        @Schema(implementation = String.class, examples = "22:00") @NotNull
        LocalTime from,

        @Schema(implementation = String.class, description = "Not after `from`: on the day after.", examples = "02:00")
        @NotNull
        LocalTime to,

        @Schema(implementation = String.class, examples = "Europe/Paris") @NotNull
        ZoneId timeZone) {

    boolean covers(Instant instant) {
        var local = instant.atZone(timeZone);
        var time = local.toLocalTime();
        if (from.isBefore(to)) {
            return isOn(local) && !time.isBefore(from) && time.isBefore(to);
        }
        return (isOn(local) && !time.isBefore(from)) || (isOn(local.minusDays(1)) && time.isBefore(to));
    }

    private boolean isOn(ZonedDateTime day) {
        return days.contains(day.getDayOfWeek());
    }
}
