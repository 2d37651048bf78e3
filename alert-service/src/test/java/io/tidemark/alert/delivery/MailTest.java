package io.tidemark.alert.delivery;

import static io.tidemark.alert.delivery.Laboratory.as;
import static io.tidemark.alert.delivery.Laboratory.firing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** E-mail through a real mail server. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
@WithTestResource(MailTest.Server.class)
class MailTest {

    @Inject
    Laboratory laboratory;

    @Test
    void allRecipientsGetOneMessage() throws Exception {
        var tenant = Laboratory.newTenant();
        var created = as(tenant, "editor").body("""
                {"name": "mail", "channel": "email", "recipients": ["a@example.org", "b@example.org"]}""").post("/v1/webhooks");
        created.then().statusCode(201);
        var hook = new Laboratory.Hook(tenant, UUID.fromString(created.path("id")), "", List.of());
        laboratory.enqueue(tenant, firing("latency"));

        await().until(() -> hook.status().equals("delivered"));
        var messages = Server.mail.getReceivedMessages();
        assertThat(messages).hasSize(2);
        assertThat(messages[0].getSubject()).isEqualTo("[FIRING] latency (/v1/orders/:id)");
        assertThat(messages[0].getContent().toString()).startsWith("p95 is 812 ms, <b>too</b> much & more");
        assertThat(messages[0].getMessageID()).isEqualTo("<" + hook.delivery().get("messageId") + "@tidemark.local>");
    }

    @Test
    void aMailServerThatIsAwayIsTriedAgain() {
        var tenant = Laboratory.newTenant();
        var created = as(tenant, "editor")
                .body(Map.of("name", "mail", "channel", "email", "recipients", List.of("c@example.org")))
                .post("/v1/webhooks");
        var hook = new Laboratory.Hook(tenant, UUID.fromString(created.path("id")), "", List.of());
        Server.mail.stop();
        try {
            laboratory.enqueue(tenant, firing("latency"));
            await().until(() -> !hook.attempts().isEmpty());
            assertThat(hook.attempts().getFirst()).containsEntry("error", "the mail server did not take it");
        } finally {
            Server.mail.start();
        }
    }

    /** A mail server that keeps what it is given. */
    public static final class Server implements QuarkusTestResourceLifecycleManager {

        private static final GreenMail mail = new GreenMail(
                new ServerSetup(io.tidemark.testing.Ports.free(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        @Override
        public Map<String, String> start() {
            mail.start();
            return Map.of(
                    "quarkus.mailer.host",
                    "127.0.0.1",
                    "quarkus.mailer.port",
                    Integer.toString(mail.getSmtp().getPort()));
        }

        @Override
        public void stop() {
            mail.stop();
        }
    }
}
