package io.tidemark.risk;

/** Production does not take this risk. */
public final class RefusedRiskException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final String reason;

    RefusedRiskException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** What is refused, why, and how to accept it. */
    public String reason() {
        return reason;
    }
}
