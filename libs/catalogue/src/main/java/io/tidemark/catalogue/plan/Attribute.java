package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Dimension;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What events can be filtered and grouped by. */
public enum Attribute {
    API("api", Dimension.API, Kind.TEXT),
    ROUTE("route", Dimension.ROUTE, Kind.TEXT),
    CONSUMER("consumer", Dimension.CONSUMER, Kind.TEXT),
    /** An event may be in several groups: by group it counts in each of them, otherwise once. */
    GROUP("group", Dimension.GROUPS, Kind.SET),
    AGENT("agent", Dimension.AGENT, Kind.UUID),
    USER("user", Dimension.USER, Kind.TEXT),
    METHOD("method", Dimension.METHOD, Kind.TEXT),
    STATUS("status", Dimension.STATUS, Kind.NUMBER),
    /** {@code 2xx} to {@code 5xx}. */
    STATUS_CLASS("statusClass", Dimension.STATUS, Kind.CLASS),
    DOMAIN("domain", Dimension.DOMAIN, Kind.TEXT),
    COUNTRY("country", Dimension.COUNTRY, Kind.TEXT),
    PROTOCOL("protocol", Dimension.PROTOCOL, Kind.TEXT),
    ENVIRONMENT("environment", Dimension.ENVIRONMENT, Kind.TEXT),
    /** Of the event; every cube keeps it. */
    TYPE("type", null, Kind.TEXT),
    BROWSER("browser", Dimension.CLIENT, Kind.CLIENT),
    OS("os", Dimension.CLIENT, Kind.CLIENT),
    DEVICE("device", Dimension.CLIENT, Kind.CLIENT),
    CLIENT_CLASS("clientClass", Dimension.CLIENT, Kind.CLIENT),
    /** {@code true} or {@code false}; never absent. */
    ERROR("error", Dimension.ERROR, Kind.BOOLEAN),
    ERROR_TYPE("errorType", Dimension.ERROR_TYPE, Kind.TEXT),
    ERROR_CATEGORY("errorCategory", Dimension.ERROR_CATEGORY, Kind.TEXT),
    PATH("path", Dimension.PATH, Kind.TEXT);

    private final String apiName;
    private final Optional<Dimension> dimension;
    private final Kind kind;

    Attribute(String apiName, @Nullable Dimension dimension, Kind kind) {
        this.apiName = apiName;
        this.dimension = Optional.ofNullable(dimension);
        this.kind = kind;
    }

    /** The attribute of that name; the caller says what is wrong if there is none. */
    public static Optional<Attribute> find(String apiName) {
        return Arrays.stream(values())
                .filter(attribute -> attribute.apiName.equals(apiName))
                .findFirst();
    }

    /** Its name in queries and filters. */
    public String apiName() {
        return apiName;
    }

    /** What a cube must keep to tell it; empty if every cube does. */
    public Optional<Dimension> dimension() {
        return dimension;
    }

    Kind kind() {
        return kind;
    }

    /** How its values are stored. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        UUID,
        /** A number whose hundreds count. */
        CLASS,
        /** Several names separated by line feeds. */
        SET,
        /** A column of the table {@code client}. */
        CLIENT
    }
}
