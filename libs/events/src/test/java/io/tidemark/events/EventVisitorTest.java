package io.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.events.referrer.ReferrerClass;
import java.time.LocalDate;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose visit it is. */
class EventVisitorTest extends EventValidatorBed {

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"unknown", "1.2.3.4, 5.6.7.8", "300.1.1.1"})
    void withoutAUsableAddressThereIsNoVisitor(String clientIp) {
        assertThat(accepted(raw -> raw.clientIp = clientIp).caller().visitor()).isNull();
    }

    @Test
    void withoutASaltThereIsNoVisitor() {
        var raw = raw(r -> r.clientIp = "203.0.113.7");

        assertThat(validator.validate(raw, ARRIVAL, OLDEST, day -> null))
                .isInstanceOfSatisfying(Validated.Accepted.class, accepted -> assertThat(
                                accepted.event().caller().visitor())
                        .isNull());
    }

    @Test
    void theSaltIsThatOfTheEventsUtcDay() {
        var days = new ArrayList<LocalDate>();
        var raw = raw(r -> {
            r.clientIp = "203.0.113.7";
            r.time = "2026-11-20T00:30:00+01:00";
        });

        validator.validate(raw, ARRIVAL, OLDEST, day -> {
            days.add(day);
            return SALT;
        });

        assertThat(days).containsExactly(LocalDate.parse("2026-11-19"));
    }

    @Test
    void aVisitorIsAnAddressAndAUserAgent() {
        var visitor = visitor("203.0.113.7", "curl/8.5.0");

        assertThat(visitor).isEqualTo(VisitorHash.of(SALT, "203.0.113.7", "curl/8.5.0"));
        assertThat(visitor("203.0.113.7:5555", "curl/8.5.0")).isEqualTo(visitor);
        assertThat(visitor("::ffff:203.0.113.7", "curl/8.5.0")).isEqualTo(visitor);
        assertThat(visitor("203.0.113.7", "curl/8.5.1")).isNotEqualTo(visitor);
        assertThat(visitor("203.0.113.7", null)).isEqualTo(VisitorHash.of(SALT, "203.0.113.7", ""));
    }

    @Test
    void aClientThatSendsNoReferrerVisitsDirectly() {
        assertThat(accepted(raw -> raw.userAgent = "curl/8.5.0").referrer().referrerClass())
                .isEqualTo(ReferrerClass.DIRECT);
        assertThat(accepted(raw -> raw.referrer = "").referrer().referrerClass())
                .isEqualTo(ReferrerClass.DIRECT);
    }

    @Test
    void noHeaderOfAClientKeepsItsRequestFromBeingCounted() {
        var endless = "x".repeat(100_000);

        assertThat(visitor("203.0.113.7", endless)).isEqualTo(visitor("203.0.113.7", "x".repeat(4096)));
        assertThat(visitor(endless, "curl/8.5.0")).isNull();
        assertThat(accepted(raw -> raw.referrer = "https://www.google.com/?q=" + endless)
                        .referrer()
                        .domain())
                .isEqualTo("www.google.com");
        assertThat(accepted(raw -> raw.referrer = endless).referrer().referrerClass())
                .isEqualTo(ReferrerClass.DIRECT);
    }

    private Long visitor(String clientIp, String userAgent) {
        return accepted(raw -> {
                    raw.clientIp = clientIp;
                    raw.userAgent = userAgent;
                })
                .caller()
                .visitor();
    }
}
