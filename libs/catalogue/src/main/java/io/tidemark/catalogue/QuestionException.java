package io.tidemark.catalogue;

/** A question or a saved query that cannot be: one field of it is wrong. */
public final class QuestionException extends RuntimeException {

    private final String field;
    private final String code;

    /**
     * @param field the path of the field, such as {@code filters.status}
     * @param code what is wrong with it, in capitals
     */
    public QuestionException(String field, String code, String message) {
        super(message);
        this.field = field;
        this.code = code;
    }

    public String field() {
        return field;
    }

    public String code() {
        return code;
    }
}
