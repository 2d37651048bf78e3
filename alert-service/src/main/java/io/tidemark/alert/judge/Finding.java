package io.tidemark.alert.judge;

import io.tidemark.alert.log.ConditionSnapshot;
import io.tidemark.alert.rule.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What came of a condition for one series.
 *
 * @param value what met the threshold; null if there was nothing
 * @param cause why it could not be evaluated; null if it could
 */
record Finding(
        Condition condition,
        Kind kind,
        @Nullable Double value,
        @Nullable String cause) {

    enum Kind {
        MATCHED,
        UNMATCHED,
        NO_DATA,
        ERROR
    }

    static Finding failed(Condition condition, String cause) {
        return new Finding(condition, Kind.ERROR, null, cause);
    }

    static Finding empty(Condition condition) {
        return new Finding(condition, Kind.NO_DATA, null, null);
    }

    static Finding unmatched(Condition condition) {
        return new Finding(condition, Kind.UNMATCHED, null, null);
    }

    static Finding of(Condition condition, double value) {
        var holds = condition.operator().holds(value, condition.threshold());
        return new Finding(condition, holds ? Kind.MATCHED : Kind.UNMATCHED, value, null);
    }

    boolean matched() {
        return kind == Kind.MATCHED;
    }

    /** As it is logged; JSON has no infinity. */
    ConditionSnapshot snapshot() {
        return new ConditionSnapshot(
                condition.query(),
                condition.filters(),
                condition.reducer().code(),
                condition.operator().code(),
                condition.threshold(),
                value != null && Double.isFinite(value) ? value : null,
                matched(),
                cause);
    }
}
