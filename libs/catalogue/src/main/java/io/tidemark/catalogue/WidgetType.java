package io.tidemark.catalogue;

import java.util.Locale;

/** How an answer can be drawn. */
public enum WidgetType {
    LINE,
    AREA,
    BAR,
    PIE,
    DONUT,
    SCALAR,
    METRIC,
    TABLE,
    HEATMAP;

    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
