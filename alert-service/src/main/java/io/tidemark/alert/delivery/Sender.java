package io.tidemark.alert.delivery;

import io.tidemark.alert.mail.MailSender;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes one attempt, by whichever channel. It blocks its thread, a virtual one. */
@ApplicationScoped
class Sender {

    private final WebhookSender webhooks;
    private final MailSender mail;

    Sender(WebhookSender webhooks, MailSender mail) {
        this.webhooks = webhooks;
        this.mail = mail;
    }

    Answer send(Parcel parcel) {
        return switch (parcel.target().channel()) {
            case WEBHOOK -> webhooks.send(parcel);
            case EMAIL ->
                mail.send(parcel.target().recipients(), parcel.messageId(), parcel.body())
                        .<Answer>map(Answer.Failure::new)
                        .orElseGet(Answer.Accepted::new);
        };
    }
}
