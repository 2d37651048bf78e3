package io.tidemark.rollups;

import static io.tidemark.rollups.Dimension.AGENT;
import static io.tidemark.rollups.Dimension.API;
import static io.tidemark.rollups.Dimension.CLIENT;
import static io.tidemark.rollups.Dimension.CONSUMER;
import static io.tidemark.rollups.Dimension.COUNTRY;
import static io.tidemark.rollups.Dimension.DOMAIN;
import static io.tidemark.rollups.Dimension.ENVIRONMENT;
import static io.tidemark.rollups.Dimension.ERROR;
import static io.tidemark.rollups.Dimension.ERROR_CATEGORY;
import static io.tidemark.rollups.Dimension.ERROR_TYPE;
import static io.tidemark.rollups.Dimension.GROUPS;
import static io.tidemark.rollups.Dimension.METHOD;
import static io.tidemark.rollups.Dimension.PATH;
import static io.tidemark.rollups.Dimension.PROTOCOL;
import static io.tidemark.rollups.Dimension.ROUTE;
import static io.tidemark.rollups.Dimension.STATUS;
import static io.tidemark.rollups.Dimension.USER;
import static io.tidemark.rollups.MeasureSet.COUNTS;
import static io.tidemark.rollups.MeasureSet.DURATION;
import static io.tidemark.rollups.MeasureSet.SPAN;
import static io.tidemark.rollups.MeasureSet.STATUS_CLASSES;
import static io.tidemark.rollups.MeasureSet.VOLUME;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A set of dimensions that is counted together. Declared here once: the roller, the nightly job and the planner
 * follow. The roller writes minutes and hours, the nightly job makes days of hours.
 *
 * <p>Ordered about by size, smallest first. Ids are stored and never change their meaning.
 */
public enum Cube {
    TOTAL(1, Grain.MINUTE, Kept.ALL, EnumSet.noneOf(Dimension.class)),
    PLACE(10, Grain.HOUR, Kept.MEANS, EnumSet.of(DOMAIN, COUNTRY, PROTOCOL, ENVIRONMENT)),
    CLIENT_ONLY(12, Grain.HOUR, Kept.MEANS, EnumSet.of(CLIENT)),
    AGENT_ONLY(5, Grain.MINUTE, Kept.MEANS, EnumSet.of(AGENT)),
    ENDPOINT(2, Grain.MINUTE, Kept.ALL, EnumSet.of(API, ROUTE, GROUPS, METHOD)),
    CONSUMER_ONLY(3, Grain.MINUTE, Kept.DISTRIBUTIONS, EnumSet.of(CONSUMER)),
    OUTCOME(
            4,
            Grain.MINUTE,
            EnumSet.of(COUNTS, STATUS_CLASSES, VOLUME, DURATION, SPAN),
            EnumSet.of(API, ROUTE, GROUPS, METHOD, STATUS, ERROR, ERROR_TYPE, ERROR_CATEGORY)),
    CONSUMER_OUTCOME(7, Grain.HOUR, Kept.MEANS, EnumSet.of(CONSUMER, METHOD, STATUS, ERROR)),
    COUNTRY_ROUTE(8, Grain.HOUR, Kept.MEANS, EnumSet.of(COUNTRY, API, ROUTE, GROUPS)),
    PATH_ONLY(13, Grain.HOUR, Kept.MEANS, EnumSet.of(PATH)),
    ROUTE_CONSUMER(6, Grain.HOUR, Kept.DISTRIBUTIONS, EnumSet.of(API, ROUTE, GROUPS, DOMAIN, CONSUMER)),
    USER_ONLY(15, Grain.HOUR, Kept.MEANS, EnumSet.of(USER)),
    COUNTRY_CONSUMER(9, Grain.HOUR, Kept.MEANS, EnumSet.of(COUNTRY, CONSUMER)),
    USER_CONSUMER(11, Grain.HOUR, Kept.MEANS, EnumSet.of(USER, CONSUMER)),
    /** Nearly every event has a cell of its own, so it keeps no more than what is asked by user and route. */
    USER_ROUTE(14, Grain.HOUR, EnumSet.of(COUNTS), EnumSet.of(USER, API, ROUTE, GROUPS));

    private final int id;
    private final Grain finest;
    // Unmodifiable, and in the order of declaration, so that the SQL made of them is always the same.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<MeasureSet> measures;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Dimension> dimensions;

    Cube(int id, Grain finest, Set<MeasureSet> measures, Set<Dimension> dimensions) {
        this.id = id;
        this.finest = finest;
        this.measures = Collections.unmodifiableSet(measures);
        this.dimensions = Collections.unmodifiableSet(dimensions);
    }

    /** The cube of a number in the rollup tables. */
    public static Cube of(int id) {
        return Arrays.stream(values()).filter(cube -> cube.id == id).findFirst().orElseThrow();
    }

    /** Its number in the rollup tables. */
    public int id() {
        return id;
    }

    public Grain finest() {
        return finest;
    }

    public Set<Dimension> dimensions() {
        return dimensions;
    }

    /** In the order of their declaration. */
    public Set<Measure> measures() {
        return Arrays.stream(Measure.values())
                .filter(this::keeps)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Measure.class)));
    }

    public boolean keeps(Measure measure) {
        return measures.contains(measure.set());
    }

    public boolean keeps(MeasureSet set) {
        return measures.contains(set);
    }

    public boolean keeps(Grain grain) {
        return grain.compareTo(finest) >= 0;
    }

    private static final class Kept {

        static final Set<MeasureSet> MEANS = EnumSet.of(COUNTS, STATUS_CLASSES, VOLUME, DURATION);
        static final Set<MeasureSet> DISTRIBUTIONS = EnumSet.complementOf(EnumSet.of(SPAN, MeasureSet.EXTREMES));
        static final Set<MeasureSet> ALL = EnumSet.complementOf(EnumSet.of(SPAN));
    }
}
