package io.tidemark.catalogue;

/** What the numbers of an answer are. */
public enum Unit {
    COUNT("count"),
    PER_SECOND("rps"),
    MILLISECONDS("ms"),
    BYTES("bytes"),
    /** A share between 0 and 1. */
    PERCENT("percent");

    private final String apiName;

    Unit(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }
}
