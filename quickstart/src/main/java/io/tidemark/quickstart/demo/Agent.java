package io.tidemark.quickstart.demo;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * Who calls the invented shop.
 *
 * @param weight how much of the traffic is its own, at an hour that is usual for it
 * @param userAgents what it calls itself; those of people are picked by user
 */
record Agent(String name, Habit habit, double weight, String environment, List<String> userAgents) {

    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
            "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36");

    /** Polls accounts that are long gone, with credentials that are half expired. */
    static final Agent NOISY =
            new Agent("legacy-crm", Habit.ROUND_THE_CLOCK, 1, "production", List.of("Jakarta Commons-HttpClient/3.1"));

    static final List<Agent> ALL = List.of(
            new Agent("storefront-web", Habit.CUSTOMERS, 34, "production", BROWSERS),
            new Agent("mobile-android", Habit.CUSTOMERS, 20, "production", List.of("okhttp/4.12.0")),
            new Agent(
                    "mobile-ios",
                    Habit.CUSTOMERS,
                    18,
                    "production",
                    List.of("AcmeShop/7.4 CFNetwork/1568 Darwin/24.6.0")),
            new Agent("partner-atlas", Habit.CUSTOMERS, 7, "production", List.of("python-requests/2.32.3")),
            new Agent("partner-borealis", Habit.CUSTOMERS, 4, "production", List.of("axios/1.7.9")),
            new Agent("fraud-scoring", Habit.ROUND_THE_CLOCK, 5, "production", List.of("Java-http-client/25")),
            new Agent("warehouse-sync", Habit.ROUND_THE_CLOCK, 6, "production", List.of("Go-http-client/2.0")),
            new Agent("chat-assistant", Habit.CUSTOMERS, 3, "production", List.of("undici/6.21")),
            new Agent("support-console", Habit.OFFICE, 6, "production", BROWSERS),
            new Agent("nightly-reports", Habit.NIGHTS, 40, "production", List.of("curl/8.5.0")),
            new Agent("load-test", Habit.OFFICE, 1.5, "staging", List.of("k6/0.57.0")),
            NOISY);

    /** When an agent is at work. */
    enum Habit {
        CUSTOMERS,
        ROUND_THE_CLOCK,
        OFFICE,
        NIGHTS;

        double factor(OffsetDateTime time) {
            boolean weekend = time.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            return switch (this) {
                case CUSTOMERS, ROUND_THE_CLOCK -> 1;
                case OFFICE -> !weekend && time.getHour() >= 7 && time.getHour() < 18 ? 1 : 0;
                case NIGHTS -> time.getHour() == 2 ? 1 : 0;
            };
        }
    }

    UUID id() {
        return UUID.nameUUIDFromBytes(("demo agent " + name).getBytes(StandardCharsets.UTF_8));
    }

    double weightAt(OffsetDateTime time) {
        return weight * habit.factor(time);
    }

    /** Whether people sit in front of it, who come from somewhere on the web. */
    boolean isBrowser() {
        return userAgents.size() > 1;
    }
}
