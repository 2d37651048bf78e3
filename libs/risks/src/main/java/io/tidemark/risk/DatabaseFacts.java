package io.tidemark.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * What PostgreSQL says of the service's session.
 *
 * @param bypasses whether its user is a superuser or exempt from row-level security
 * @param owns whether its user owns tables, or may become a role that does
 * @param durable whether what is committed is on disk
 * @param encrypted whether PostgreSQL sees a connection with TLS
 */
record DatabaseFacts(String user, boolean bypasses, boolean owns, boolean durable, boolean encrypted) {

    /** Whether it loses what was committed when its machine dies: fit for trying things out on one's own. */
    boolean isForgetful() {
        return !durable;
    }

    /** @param link by which the session was made */
    List<Danger> dangers(DatabaseLink link) {
        var dangers = new ArrayList<Danger>();
        if (bypasses || owns) {
            dangers.add(new Danger(
                    "database-privileges",
                    "The database user %s is a superuser, bypasses row-level security or owns tables: nothing would keep tenants apart but our own statements."
                            .formatted(user)));
        }
        if (isForgetful() && link != DatabaseLink.LOCAL) {
            dangers.add(new Danger(
                    "database-not-durable",
                    "PostgreSQL has fsync or synchronous_commit switched off for %s: what was acknowledged is lost if it dies."
                            .formatted(user)));
        }
        if (link == DatabaseLink.AS_OFFERED && !encrypted) {
            dangers.add(DatabaseLink.IN_CLEAR_DANGER);
        }
        return List.copyOf(dangers);
    }
}
