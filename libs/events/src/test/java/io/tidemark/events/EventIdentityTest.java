package io.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which event it is, and of which time. */
class EventIdentityTest extends EventValidatorBed {

    @ParameterizedTest
    @CsvSource({
        "123e4567-e89b-12d3-a456-426614174000, 123e4567-e89b-12d3-a456-426614174000",
        "123E4567-E89B-12D3-A456-426614174000, 123e4567-e89b-12d3-a456-426614174000",
        "order-1,                              6e7f85a9-d0fe-3b5d-bb50-4c6f2991d744",
    })
    void aUuidIsKeptAndAnyOtherIdNamed(String id, UUID expected) {
        assertThat(accepted(raw -> raw.id = id).id()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "123e4567-e89b-12d3-a456-42661417400", "123e4567e89b12d3a456426614174000"})
    void whatOnlyResemblesAUuidIsNamed(String id) {
        assertThat(accepted(raw -> raw.id = id).id()).isEqualTo(UUID.nameUUIDFromBytes(id.getBytes()));
    }

    @Test
    void aCloudEventIsNamedByItsSourceToo() {
        assertThat(accepted(raw -> {
                            raw.id = "order-1";
                            raw.source = "/gw/eu";
                        })
                        .id())
                .isEqualTo(UUID.fromString("bd807840-2ed7-3c81-84cc-d1028e41a440"));
        assertThat(accepted(raw -> raw.source = "/gw/eu").id()).isNotEqualTo(ID);
    }

    @Test
    void eventsUpToAnHourAheadAndAsOldAsTheRetentionAreTaken() {
        assertThat(accepted(raw -> raw.time = "2026-11-20T11:00:00.123456Z").day())
                .isEqualTo("2026-11-20");
        assertThat(accepted(raw -> raw.time = "2026-10-21T10:00:00.123457Z").day())
                .isEqualTo("2026-10-21");
        assertThat(rejected(raw -> raw.time = "2026-11-20T11:00:00.123457Z")).containsExactly("time");
        assertThat(rejected(raw -> raw.time = "2026-10-21T10:00:00.123456Z")).containsExactly("time");
    }
}
