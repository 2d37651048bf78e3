package io.tidemark.quickstart.demo;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Set;

/**
 * The deploy that went wrong, every fourth Tuesday, so that there is always one in the last thirty days: what
 * moves money or knows customers fails for three quarters of an hour, and stays slow until it is rolled back.
 */
final class BadDeploy {

    static final double FAILING = 0.45;
    static final double SLOWDOWN = 3.2;

    private static final Set<String> APIS = Set.of("payments", "orders", "accounts");
    private static final LocalTime BEGIN = LocalTime.of(14, 5);
    private static final LocalTime ERRORS_END = LocalTime.of(14, 50);
    private static final LocalTime ROLLED_BACK = LocalTime.of(17, 30);
    private static final int CYCLE_DAYS = 28;
    // 1970-01-06 was a Tuesday.
    private static final int PHASE = 19;

    private BadDeploy() {}

    static boolean isDay(LocalDate day) {
        return Math.floorMod(day.toEpochDay(), CYCLE_DAYS) == PHASE;
    }

    static boolean fails(Route route, OffsetDateTime time) {
        return concerns(route) && between(time, BEGIN, ERRORS_END);
    }

    static boolean isSlow(Route route, OffsetDateTime time) {
        return concerns(route) && between(time, BEGIN, ROLLED_BACK);
    }

    private static boolean concerns(Route route) {
        return APIS.contains(route.api());
    }

    private static boolean between(OffsetDateTime time, LocalTime from, LocalTime to) {
        var local = time.toLocalTime();
        return isDay(time.toLocalDate()) && !local.isBefore(from) && local.isBefore(to);
    }
}
