package io.tidemark.alert.webhook;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.identifier.AscendingId;
import io.tidemark.alert.signature.Scheme;
import io.tidemark.platform.audit.Act;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds and changes webhooks, and replaces their secrets. */
@ApplicationScoped
class Webhooks {

    private final WebhookRepository repository;
    private final WebhookChangeRepository changes;
    private final SecretRepository secrets;
    private final Destinations destinations;
    private final Keys keys;

    Webhooks(
            WebhookRepository repository,
            WebhookChangeRepository changes,
            SecretRepository secrets,
            Destinations destinations,
            Keys keys) {
        this.repository = repository;
        this.changes = changes;
        this.secrets = secrets;
        this.destinations = destinations;
        this.keys = keys;
    }

    /** Fails with 403 if there are as many as there may be. */
    Uni<Webhook> create(Act act, WebhookRequest webhook) {
        return destinations.check(webhook).flatMap(checked -> insert(act, webhook));
    }

    private Uni<Webhook> insert(Act act, WebhookRequest webhook) {
        if (webhook.channelOrDefault() == Channel.EMAIL) {
            return insert(act, webhook, null);
        }
        var fresh = keys.create(act.tenant(), Objects.requireNonNullElse(webhook.signature(), Scheme.V1));
        return insert(act, webhook, fresh.stored())
                .map(created -> created.withSecret(fresh.key().secret()));
    }

    private Uni<Webhook> insert(Act act, WebhookRequest webhook, @Nullable StoredSecret secret) {
        return changes.insert(act, AscendingId.now(), webhook, secret)
                .map(created -> created.orElseThrow(Webhooks::tooMany));
    }

    /** Fails with 404, 412 or, where something fixed is to be changed, 400. */
    Uni<Webhook> replace(Act act, UUID id, IfMatch expected, WebhookRequest webhook) {
        return get(act.tenant(), id)
                .invoke(present -> refuseChange(present, webhook))
                .flatMap(present -> destinations.check(webhook))
                .flatMap(checked -> changes.update(act, id, expected, webhook))
                .map(updated -> updated.orElseThrow(Version::mismatch));
    }

    Uni<Void> delete(Act act, UUID id, IfMatch expected) {
        return changes.delete(act, id, expected)
                .flatMap(existed -> existed
                        ? Uni.createFrom().voidItem()
                        : get(act.tenant(), id).map(found -> {
                            throw Version.mismatch();
                        }));
    }

    Uni<Rotation> rotate(Act act, UUID id, Rotation.Request wanted) {
        var overlap = keys.overlap(wanted.overlap());
        return get(act.tenant(), id).flatMap(webhook -> {
            if (webhook.signature() == null) {
                throw ProblemException.of(ProblemType.CONFLICT, "E-mail is not signed.");
            }
            var fresh = keys.create(act.tenant(), Objects.requireNonNullElse(wanted.signature(), webhook.signature()));
            return secrets.rotate(act, id, fresh.stored(), overlap)
                    .map(until -> new Rotation(
                            fresh.key().secret(),
                            fresh.key().scheme(),
                            fresh.stored().publicKey(),
                            until.orElseThrow(Webhooks::notFound)));
        });
    }

    private Uni<Webhook> get(UUID tenant, UUID id) {
        return repository.find(tenant, id).map(found -> found.orElseThrow(Webhooks::notFound));
    }

    private static void refuseChange(Webhook present, WebhookRequest wanted) {
        if (wanted.channelOrDefault() != present.channel()) {
            throw ProblemException.invalid("channel", "cannot be changed");
        }
        if (wanted.signature() != null && wanted.signature() != present.signature()) {
            throw ProblemException.invalid("signature", "is changed together with the secret");
        }
    }

    private static ProblemException tooMany() {
        return ProblemException.of(
                ProblemType.QUOTA_EXCEEDED, "The tenant has as many webhooks as it may have: delete one first.");
    }

    static ProblemException notFound() {
        return ProblemException.of(ProblemType.NOT_FOUND, "The tenant has no webhook with this id.");
    }
}
