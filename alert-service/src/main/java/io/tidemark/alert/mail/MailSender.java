package io.tidemark.alert.mail;

import io.quarkus.logging.Log;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Hands messages over to the mail server. */
@ApplicationScoped
public class MailSender {

    private final ReactiveMailer mailer;
    private final MailConfig config;

    MailSender(ReactiveMailer mailer, MailConfig config) {
        this.mailer = mailer;
        this.config = config;
    }

    /**
     * Sends one message to all recipients. It blocks until the server has taken it.
     *
     * @param id the same each time that the message is sent, so that mail programs show it once
     * @param message a subject line, an empty line and the text
     * @return why it was not sent
     */
    public Optional<String> send(List<String> recipients, String id, String message) {
        var parts = message.split("\n\n", 2);
        var mail = Mail.withText("", parts[0], parts.length == 2 ? parts[1] : "")
                .setTo(List.copyOf(recipients))
                .addHeader("Message-ID", "<" + id + "@" + config.domain() + ">")
                .addHeader("Auto-Submitted", "auto-generated");
        try {
            mailer.send(mail).await().atMost(config.timeout());
            return Optional.empty();
        } catch (RuntimeException e) {
            Log.warnf(
                    "A message was not taken by the mail server: %s",
                    e.getClass().getName());
            return Optional.of("the mail server did not take it");
        }
    }
}
