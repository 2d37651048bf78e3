package io.tidemark.ingest.flush;

import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/** Why a statement did not succeed, as far as it matters for what happens next. */
enum Setback {
    /** Another transaction was in the way: the same statement succeeds later. */
    CONTENTION,
    /** A day has no partition. */
    MISSING_PARTITION,
    /** No answer, or none that says anything about the events. */
    DATABASE_AWAY,
    /** The events themselves were refused, which validation should have prevented. */
    REFUSED;

    /**
     * Takes what is neither known nor a defect of ours for an outage.
     *
     * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
     */
    static Setback of(RuntimeException failure) {
        return switch (failure) {
            case PgException refusal -> ofState(refusal.getSqlState());
            case IllegalArgumentException _, ClassCastException _, NullPointerException _ -> REFUSED;
            default -> DATABASE_AWAY;
        };
    }

    /** For the log: messages of the database may quote values, states do not. */
    static String reason(RuntimeException failure) {
        return failure instanceof PgException refusal ? "SQLSTATE " + refusal.getSqlState() : failure.toString();
    }

    private static Setback ofState(@Nullable String state) {
        if (state == null) {
            return DATABASE_AWAY;
        }
        return switch (state) {
            case "40P01", "40001", "55P03" -> CONTENTION;
            case "23514" -> MISSING_PARTITION;
            default -> isAboutValues(state.substring(0, 2)) ? REFUSED : DATABASE_AWAY;
        };
    }

    private static boolean isAboutValues(String sqlStateClass) {
        return switch (sqlStateClass) {
            // Data exception, integrity constraint violation, program limit exceeded.
            case "22", "23", "54" -> true;
            default -> false;
        };
    }
}
