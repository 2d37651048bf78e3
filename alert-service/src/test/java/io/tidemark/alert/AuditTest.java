package io.tidemark.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tidemark.testing.Infrastructure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done to rules, silences and webhooks is in the audit log, and nothing that was refused. */
@QuarkusTest
@TestProfile(ByHand.class)
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
class AuditTest {

    private static final String RULE = """
            {"name": "%s", "window": "PT5M",
             "conditions": [{"query": "requests_total", "operator": ">", "threshold": %d}]}""";

    private final Account account = Account.pro();

    @Test
    void rulesSilencesAndWebhooksLeaveATrace() {
        change("/v1/alerts", RULE.formatted("audited", 1), RULE.formatted("audited", 2));
        change("/v1/silences", silence("2027-01-01"), silence("2027-01-02"));
        var webhook = "{\"name\": \"audited\", \"url\": \"http://127.0.0.1:900%d/\"}";
        var id = change("/v1/webhooks", webhook.formatted(1), webhook.formatted(2));
        assertThat(account.edits().delete("/v1/webhooks/{id}", id).statusCode()).isEqualTo(404);

        assertThat(trace())
                .containsExactly(
                        "alert.created",
                        "alert.replaced",
                        "alert.deleted",
                        "silence.created",
                        "silence.replaced",
                        "silence.deleted",
                        "webhook.created",
                        "webhook.replaced",
                        "webhook.deleted");
        assertThat(targets()).hasSize(3).contains(id);
    }

    @Test
    void aRotatedSecretIsRecordedWithoutIt() {
        var created = account.edits()
                .body("{\"name\": \"rotated\", \"url\": \"http://127.0.0.1:9001/\"}")
                .post("/v1/webhooks");
        var rotated = account.edits().body("{}").post("/v1/webhooks/{id}/rotate-secret", created.<String>path("id"));
        assertThat(rotated.statusCode()).isEqualTo(200);

        assertThat(trace()).containsExactly("webhook.created", "webhook.secretRotated");
        assertThat(Infrastructure.database()
                        .query("SELECT a::text AS line FROM audit_event a WHERE tenant_id = ?", account.id())
                        .toString())
                .doesNotContain(rotated.<String>path("secret"));
    }

    @Test
    void anImportRecordsEachRuleThatItChanges() {
        var yaml = """
                alerts:
                  - name: first
                    window: PT5M
                    conditions: [{query: requests_total, operator: ">", threshold: 1}]
                  - name: second
                    window: PT5M
                    conditions: [{query: requests_total, operator: ">", threshold: 1}]
                """;
        assertThat(importFile(yaml).statusCode()).isEqualTo(200);
        assertThat(importFile(yaml.replace("threshold: 1}]\n  - name: second", "threshold: 2}]\n  - name: second"))
                        .statusCode())
                .isEqualTo(200);

        assertThat(trace()).containsExactly("alert.created", "alert.created", "alert.replaced");
    }

    private Response importFile(String yaml) {
        return account.edits().contentType("application/yaml").body(yaml).post("/v1/alerts/_import");
    }

    /** Creates, replaces and deletes it; says which id it had. */
    private String change(String path, String body, String other) {
        var created = account.edits().body(body).post(path);
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        var id = created.<String>path("id");
        var replaced = account.edits()
                .header("If-Match", created.header("ETag"))
                .body(other)
                .put(path + "/{id}", id);
        assertThat(replaced.statusCode()).as(replaced.asString()).isEqualTo(200);
        assertThat(account.edits().delete(path + "/{id}", id).statusCode()).isEqualTo(204);
        return id;
    }

    private static String silence(String end) {
        return "{\"startsAt\": \"2026-01-01T00:00:00Z\", \"endsAt\": \"%sT00:00:00Z\"}".formatted(end);
    }

    private List<String> trace() {
        return Infrastructure.database()
                .query("SELECT action FROM audit_event WHERE tenant_id = ? ORDER BY \"time\", id", account.id())
                .stream()
                .map(row -> String.valueOf(row.get("action")))
                .toList();
    }

    private List<String> targets() {
        return Infrastructure.database()
                .query("SELECT DISTINCT target FROM audit_event WHERE tenant_id = ?", account.id())
                .stream()
                .map(row -> String.valueOf(row.get("target")))
                .toList();
    }
}
