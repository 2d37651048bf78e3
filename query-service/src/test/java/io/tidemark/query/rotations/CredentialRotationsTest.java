package io.tidemark.query.rotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.platform.paging.Cursor;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class CredentialRotationsTest {

    private static final String PATH = "/analytics/credential-rotations";

    @Inject
    MovableClock clock;

    @BeforeEach
    void todayIsTheLastOfMarch() {
        clock.set("2026-03-31T12:00:00Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @Test
    void rotationsAreCountedPerAgent() {
        var acme = birds();

        acme.get(PATH)
                .statusCode(200)
                .body("items.agentName", contains("robin", "lark", "wren"))
                .body("items.rotations", contains(3, 1, 0))
                .body("items[0].lastRotation", equalTo("2026-03-20"))
                .body("items[1].lastRotation", equalTo("2026-03-31"))
                .body("items[2].lastRotation", nullValue())
                .body("items.rotationsPerDay", contains(0.0968f, 0.0323f, 0.0f))
                .body("nextCursor", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agentName",
                "-agentName",
                "rotations",
                "-rotations",
                "lastRotation",
                "-lastRotation",
                "rotationsPerDay",
                "-rotationsPerDay"
            })
    void pagesOfEachOrderMakeUpTheWhole(String sort) {
        var acme = birds();
        acme.calls(1, acme.agent(null), "2026-03-12T10:00:00Z");
        var whole = acme.get(PATH + "?sort=" + sort)
                .body("items", hasSize(4))
                .extract()
                .<List<Object>>path("items");

        var pages = new ArrayList<Object>();
        var cursor = "";
        do {
            var page = acme.get(PATH + "?limit=1&sort=" + sort + cursor)
                    .statusCode(200)
                    .extract();
            pages.addAll(page.<List<Object>>path("items"));
            cursor = page.path("nextCursor") == null ? null : "&cursor=" + page.path("nextCursor");
        } while (cursor != null);

        assertThat(pages).isEqualTo(whole);
    }

    @Test
    void eachColumnCanBeSortedBothWays() {
        var acme = birds();

        acme.get(PATH + "?sort=agentName").body("items.agentName", contains("lark", "robin", "wren"));
        acme.get(PATH + "?sort=-agentName").body("items.agentName", contains("wren", "robin", "lark"));
        acme.get(PATH + "?sort=rotations").body("items.agentName", contains("wren", "lark", "robin"));
        acme.get(PATH + "?sort=lastRotation").body("items.agentName", contains("wren", "robin", "lark"));
        acme.get(PATH + "?sort=-lastRotation").body("items.agentName", contains("lark", "robin", "wren"));
    }

    @ParameterizedTest
    @CsvSource({"-rotations, 1; DROP TABLE event", "-lastRotation, 2026-19-39", "-lastRotation, 0000-01-01"})
    void aCursorWithAForgedValueIsRefused(String sort, String value) {
        Customer.pro()
                .get(PATH + "?sort={s}&cursor={c}", sort, Cursor.encode(List.of(sort, value, "x")))
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
    }

    private static Customer birds() {
        var acme = Customer.pro();
        var robin = acme.agent("robin");
        var lark = acme.agent("lark");
        acme.events(2, "credential_rotation", robin, "2026-03-10T10:00:00Z");
        acme.events(1, "credential_rotation", robin, "2026-03-20T10:00:00Z");
        acme.events(1, "credential_rotation", lark, "2026-03-31T10:00:00Z");
        acme.calls(4, acme.agent("wren"), "2026-03-25T10:00:00Z");
        acme.events(1, "credential_rotation", null, "2026-03-31T10:00:00Z");
        acme.aggregate("2026-03-10");
        return acme;
    }
}
