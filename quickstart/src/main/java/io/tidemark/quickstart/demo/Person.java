package io.tidemark.quickstart.demo;

import java.util.List;

/**
 * A user of the invented shop. Few come often, most come seldom.
 *
 * @param address from the ranges that are reserved for documentation
 */
record Person(int number, String country, String address) {

    static final int COUNT = 1_200;

    private static final List<String> COUNTRIES = List.of(
            "DE", "DE", "DE", "FR", "FR", "GB", "GB", "US", "US", "US", "NL", "ES", "IT", "PL", "SE", "CH", "AT", "BR",
            "IN", "JP");

    private static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");

    static Person of(int number) {
        return new Person(
                number,
                COUNTRIES.get(number * 7 % COUNTRIES.size()),
                NETWORKS.get(number % NETWORKS.size()) + (1 + number * 31 % 254));
    }

    String name() {
        return "user-%04d".formatted(number);
    }
}
