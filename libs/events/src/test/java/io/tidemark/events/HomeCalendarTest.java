package io.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomeCalendarTest {

    @ParameterizedTest
    @CsvSource({
        "UTC,                 2026-11-20, 2026-11-20T00:00:00Z, 24",
        "Europe/Paris,        2026-11-20, 2026-11-19T23:00:00Z, 24",
        "Europe/Paris,        2026-03-29, 2026-03-28T23:00:00Z, 23",
        "Europe/Paris,        2026-10-25, 2026-10-24T22:00:00Z, 25",
        "Pacific/Kiritimati,  2026-11-20, 2026-11-19T10:00:00Z, 24",
        "America/Sao_Paulo,   2018-11-04, 2018-11-04T03:00:00Z, 23",
        "Pacific/Apia,        2011-12-30, 2011-12-30T10:00:00Z, 0",
    })
    void aDayIsAsLongAsTheZoneMakesIt(ZoneId zone, LocalDate day, Instant start, int hours) {
        var calendar = new HomeCalendar(zone);

        assertThat(calendar.startOf(day)).isEqualTo(start);
        assertThat(Duration.between(start, calendar.endOf(day))).hasHours(hours);
    }

    @Test
    void aDayDoesNotResumeWhenClocksAreSetBackOverMidnight() {
        var calendar = new HomeCalendar(ZoneId.of("America/St_Johns"));
        // 2010-11-07 00:01 became 2010-11-06 23:01.
        var onceMore = Instant.parse("2010-11-07T03:00:00Z");

        assertThat(onceMore.atZone(calendar.zone()).toLocalDate()).isEqualTo("2010-11-06");
        assertThat(calendar.dayOf(onceMore)).isEqualTo("2010-11-07");
    }

    @Property
    void daysLeaveNoGapAndDoNotOverlap(
            @ForAll("zones") ZoneId zone, @ForAll @IntRange(min = -25_000, max = 30_000) int epochDay) {
        var calendar = new HomeCalendar(zone);
        var day = LocalDate.ofEpochDay(epochDay);

        assertThat(calendar.endOf(day)).isEqualTo(calendar.startOf(day.plusDays(1)));
        assertThat(calendar.endOf(day)).isAfterOrEqualTo(calendar.startOf(day));
    }

    @Property
    void everyInstantIsWithinItsDay(
            @ForAll("zones") ZoneId zone, @ForAll @LongRange(min = -2_200_000_000L, max = 2_600_000_000L) long second) {
        assertWithinItsDay(new HomeCalendar(zone), Instant.ofEpochSecond(second));
    }

    @Test
    void everyInstantAroundAnyClockChangeOfAnyZoneIsWithinItsDay() {
        var year1970 = Instant.EPOCH;
        var year2040 = Instant.parse("2040-01-01T00:00:00Z");
        for (var name : ZoneId.getAvailableZoneIds()) {
            var calendar = new HomeCalendar(ZoneId.of(name));
            var rules = calendar.zone().getRules();
            for (var change = rules.nextTransition(year1970);
                    change != null && change.getInstant().isBefore(year2040);
                    change = rules.nextTransition(change.getInstant())) {
                for (var minutes = -90; minutes <= 90; minutes += 30) {
                    assertWithinItsDay(calendar, change.getInstant().plusSeconds(minutes * 60L));
                }
            }
        }
    }

    private static void assertWithinItsDay(HomeCalendar calendar, Instant instant) {
        var day = calendar.dayOf(instant);
        assertThat(instant)
                .as("%s in %s", instant, calendar.zone())
                .isAfterOrEqualTo(calendar.startOf(day))
                .isBefore(calendar.endOf(day));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds()).map(ZoneId::of);
    }
}
