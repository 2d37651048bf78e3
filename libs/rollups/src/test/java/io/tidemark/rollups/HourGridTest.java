package io.tidemark.rollups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidemark.events.HomeCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HourGridTest {

    @ParameterizedTest
    @CsvSource({
        "UTC, PT1H, 1970-01-01T00:00:00Z",
        "America/New_York, PT1H, 1970-01-01T00:00:00Z",
        "Asia/Kolkata, PT1H, 1969-12-31T23:30:00Z",
        "Asia/Kathmandu, PT1H, 1969-12-31T23:15:00Z",
        "Australia/Lord_Howe, PT30M, 1970-01-01T00:00:00Z"
    })
    void hoursBeginWhereTheZoneHasThem(ZoneId zone, Duration width, Instant origin) {
        assertEquals(new HourGrid(width, origin), HourGrid.of(zone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Chatham"})
    void daysBeginOnTheGrid(ZoneId zone) {
        var grid = HourGrid.of(zone);
        var calendar = new HomeCalendar(zone);
        for (var day = LocalDate.of(2025, 1, 1); day.getYear() < 2028; day = day.plusDays(1)) {
            assertTrue(grid.contains(calendar.startOf(day)), () -> zone.toString());
        }
    }

    @Test
    void instantsAreRoundedToTheGrid() {
        var grid = HourGrid.of(ZoneId.of("Asia/Kolkata"));
        assertEquals(Instant.parse("2026-11-21T08:30:00Z"), grid.floor(Instant.parse("2026-11-21T09:29:59.999999Z")));
        assertEquals(Instant.parse("2026-11-21T09:30:00Z"), grid.ceiling(Instant.parse("2026-11-21T08:30:00.000001Z")));
        assertEquals(Instant.parse("2026-11-21T08:30:00Z"), grid.ceiling(Instant.parse("2026-11-21T08:30:00Z")));
    }
}
