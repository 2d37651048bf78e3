package io.tidemark.platform.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Adds to the audit log, in the transaction of what is done: both happen, or neither. */
@ApplicationScoped
public class ActRepository {

    private static final String APPEND = """
            INSERT INTO audit_event (tenant_id, actor, api_key_id, platform, action, target)
            VALUES ($1, $2, $3, $4, $5, $6)
            """;

    public Uni<Void> append(SqlConnection tx, Act act) {
        return tx.preparedQuery(APPEND)
                .execute(Tuple.of(
                        act.tenant(),
                        act.actor(),
                        act.apiKeyId(),
                        act.platform(),
                        act.action().code(),
                        act.target()))
                .replaceWithVoid();
    }

    /** Appends what was done, and nothing if it was not: there was nothing to do it to. */
    public Uni<Void> append(SqlConnection tx, Act act, boolean done) {
        return done ? append(tx, act) : Uni.createFrom().voidItem();
    }
}
