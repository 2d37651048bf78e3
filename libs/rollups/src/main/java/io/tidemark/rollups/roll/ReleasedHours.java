package io.tidemark.rollups.roll;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which hours of a tenant are let go of.
 *
 * @param floor up to where that was done before; days that begin earlier are complete and may have lost hours
 * @param first the earliest hour that is left
 */
record ReleasedHours(Optional<Instant> floor, Optional<Instant> first) {

    /** The days that begin earlier than the new floor, and could lose hours. */
    List<LocalDate> days(Home home, Instant before) {
        var calendar = home.calendar();
        return first.stream()
                .map(calendar::dayOf)
                .flatMap(earliest ->
                        Stream.iterate(earliest, day -> calendar.startOf(day).isBefore(before), day -> day.plusDays(1)))
                .filter(day -> floor.stream().noneMatch(calendar.startOf(day)::isBefore))
                .toList();
    }
}
