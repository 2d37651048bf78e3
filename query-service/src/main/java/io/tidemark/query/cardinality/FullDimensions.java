package io.tidemark.query.cardinality;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.platform.tier.OpenDimension;
import io.tidemark.query.cardinality.CardinalityRepository.Fill;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Dimensions of a tenant that have room for no more values. */
public record FullDimensions(List<Warning> warnings) {

    public FullDimensions {
        warnings = List.copyOf(warnings);
    }

    static FullDimensions of(List<Fill> fills) {
        return new FullDimensions(
                fills.stream().flatMap(fill -> Warning.of(fill).stream()).toList());
    }

    /** What somebody should know who reads an answer that these attributes shape. */
    public List<String> notes(Set<Attribute> attributes) {
        var dimensions = attributes.stream()
                .flatMap(FullDimensions::dimension)
                .distinct()
                .toList();
        return warnings.stream()
                .filter(warning -> dimensions.stream()
                        .anyMatch(dimension -> dimension.label().equals(warning.dimension())))
                .map(Warning::message)
                .toList();
    }

    private static Stream<OpenDimension> dimension(Attribute attribute) {
        return switch (attribute) {
            case API -> Stream.of(OpenDimension.API);
            case ROUTE -> Stream.of(OpenDimension.ROUTE);
            case CONSUMER -> Stream.of(OpenDimension.CONSUMER);
            case GROUP -> Stream.of(OpenDimension.GROUPS);
            case USER -> Stream.of(OpenDimension.USER);
            case DOMAIN -> Stream.of(OpenDimension.DOMAIN);
            case PROTOCOL -> Stream.of(OpenDimension.PROTOCOL);
            case ENVIRONMENT -> Stream.of(OpenDimension.ENVIRONMENT);
            case TYPE -> Stream.of(OpenDimension.TYPE);
            case BROWSER, OS, DEVICE, CLIENT_CLASS -> Stream.of(OpenDimension.CLIENT);
            case ERROR_TYPE -> Stream.of(OpenDimension.ERROR_TYPE);
            case ERROR_CATEGORY -> Stream.of(OpenDimension.ERROR_CATEGORY);
            case PATH -> Stream.of(OpenDimension.PATH);
            case AGENT, METHOD, STATUS, STATUS_CLASS, COUNTRY, ERROR -> Stream.empty();
        };
    }

    /** One of them. */
    @RegisterForReflection
    @Schema(name = "FullDimension")
    public record Warning(
            @Schema(description = "Named as in `/analytics/cardinality`.", examples = "route")
            String dimension,

            Instant fullSince,
            @Schema(description = "The same for people.") String message) {

        private static Optional<Warning> of(Fill fill) {
            var label = fill.dimension().label();
            return Optional.ofNullable(fill.fullSince())
                    .map(since -> new Warning(
                            label,
                            since,
                            "%s has been at its limit of %d values since %s: further ones are counted as :other"
                                    .formatted(label, fill.admitted(), since)));
        }
    }
}
