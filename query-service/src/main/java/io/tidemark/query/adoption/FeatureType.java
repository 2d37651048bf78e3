package io.tidemark.query.adoption;

import java.util.Optional;

/**
 * A type of event that tells of a feature: {@code feature.<name>} or {@code feature.<name>.<metric>}.
 *
 * @param metric may have dots of its own
 */
record FeatureType(String type, String feature, Optional<String> metric) {

    private static final String PREFIX = "feature.";

    static Optional<FeatureType> of(String type) {
        if (!type.startsWith(PREFIX) || type.length() == PREFIX.length()) {
            return Optional.empty();
        }
        var name = type.substring(PREFIX.length());
        var dot = name.indexOf('.');
        return Optional.of(
                dot < 0
                        ? new FeatureType(type, name, Optional.empty())
                        : new FeatureType(type, name.substring(0, dot), Optional.of(name.substring(dot + 1))));
    }
}
