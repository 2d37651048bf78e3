package io.tidemark.alert.log;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.alert.Account;
import io.tidemark.alert.ByHand;
import io.tidemark.testing.Infrastructure;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ByHand.class)
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
class EventResourceTest {

    private static final UUID RULE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private Account account = Account.pro();

    @BeforeEach
    void fourEvents() {
        account = Account.pro();
        log(RULE, 1, "alert.firing", "critical", "2026-01-01T10:00:00Z");
        log(RULE, 2, "alert.resolved", "critical", "2026-01-01T11:00:00Z");
        log(OTHER, 1, "alert.noData", "info", "2026-01-01T12:00:00Z");
        log(OTHER, 2, "alert.resolved", "info", "2026-01-01T12:00:00Z");
    }

    @Test
    void theLatestComeFirstPageByPage() {
        var cursor = account.views()
                .get("/v1/alert-events?limit=3")
                .then()
                .statusCode(200)
                .body("items.type", contains("alert.resolved", "alert.noData", "alert.resolved"))
                .extract()
                .<String>path("nextCursor");
        account.views()
                .get("/v1/alert-events?limit=3&cursor={cursor}", cursor)
                .then()
                .statusCode(200)
                .body("items.type", contains("alert.firing"))
                .body("items[0].labels.team", equalTo("a"))
                .body("items[0].seenAt", nullValue())
                .body("nextCursor", nullValue());
    }

    @Test
    void filtersNarrow() {
        shows("alert=" + RULE, 2);
        shows("severity=info", 2);
        shows("severity=info&severity=critical", 4);
        shows("type=alert.firing&type=alert.noData", 2);
        shows("from=2026-01-01T11:00:00Z", 3);
        shows("to=2026-01-01T11:00:00Z", 1);
        shows("from=2026-01-01T12:00:00%2B01:00&to=2026-01-01T11:00:01Z", 1);
        shows("seen=false", 4);
        shows("seen=true", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"severity=bad", "type=alert.nothing", "from=yesterday", "to=1", "seen=maybe", "alert=x"})
    void whatCannotBeAFilterIsNamed(String query) {
        account.views()
                .get("/v1/alert-events?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(query.substring(0, query.indexOf('='))));
    }

    @Test
    void aStrangeCursorIsRefused() {
        account.views()
                .get("/v1/alert-events?cursor=WyJ4IiwieSIsInoiXQ")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
    }

    @Test
    void anEventIsSeenAndUnseenByAViewer() {
        String id =
                account.views().get("/v1/alert-events?limit=1").then().extract().path("items[0].id");

        account.views()
                .put("/v1/alert-events/{id}/seen", id)
                .then()
                .statusCode(200)
                .body("seenAt", notNullValue())
                .body("seenBy", notNullValue());
        shows("seen=true", 1);
        account.views().get("/v1/alert-events/_unseen").then().statusCode(200).body("unseen", equalTo(3));
        account.views()
                .delete("/v1/alert-events/{id}/seen", id)
                .then()
                .statusCode(200)
                .body("seenAt", nullValue())
                .body("seenBy", nullValue());
        shows("seen=true", 0);
    }

    @Test
    void allOrThoseThatMatchAreMarkedAsSeen() {
        account.views()
                .post("/v1/alert-events/_seen?severity=info")
                .then()
                .statusCode(200)
                .body("marked", equalTo(2));
        shows("seen=true", 2);
        account.views().post("/v1/alert-events/_seen").then().statusCode(200).body("marked", equalTo(2));
        account.views().get("/v1/alert-events/_unseen").then().statusCode(200).body("unseen", equalTo(0));
    }

    @Test
    void nobodySeesOthersEvents() {
        String id =
                account.views().get("/v1/alert-events?limit=1").then().extract().path("items[0].id");
        var other = Account.pro();

        other.views().get("/v1/alert-events").then().statusCode(200).body("items", hasSize(0));
        other.views()
                .get("/v1/alert-events/{id}", id)
                .then()
                .statusCode(404)
                .body("code", equalTo("ALERT_EVENT_NOT_FOUND"));
        other.views().put("/v1/alert-events/{id}/seen", id).then().statusCode(404);
        other.views().post("/v1/alert-events/_seen").then().statusCode(200).body("marked", equalTo(0));
        account.views().get("/v1/alert-events/{id}", id).then().statusCode(200).body("id", equalTo(id));
    }

    private void shows(String query, int events) {
        account.views()
                .urlEncodingEnabled(false)
                .get("/v1/alert-events?" + query)
                .then()
                .statusCode(200)
                .body("items", hasSize(events));
    }

    private void log(UUID rule, int sequence, String type, String severity, String time) {
        Account.database().execute("""
                INSERT INTO alert_event (tenant_id, id, rule_id, "time", sequence, silenced, type, severity, series,
                                         rule_name, message, labels, conditions)
                VALUES (?, gen_random_uuid(), ?, ?::timestamptz, ?, false, ?, ?, '', 'Rule', 'Said', '{"team": "a"}',
                        '[{"query": "requests_total", "filters": {"user": [null]}, "reducer": "max", "operator": ">",
                           "threshold": 1, "value": 2, "matched": true, "error": null}]')""", account.id(), rule, time, sequence, type, severity);
    }
}
