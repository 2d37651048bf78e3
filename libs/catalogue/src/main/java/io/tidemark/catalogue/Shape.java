package io.tidemark.catalogue;

/** The form of an answer. */
public enum Shape {
    SCALAR("scalar"),
    PIE("pie"),
    TOP_N("topN"),
    TIMESERIES("timeseries"),
    HEATMAP("heatmap");

    private final String apiName;

    Shape(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }
}
