package io.tidemark.query.tenant;

import io.tidemark.platform.problem.ProblemException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The time zone that a tenant's days and hours follow. */
final class HomeZone {

    private static final String DEFAULT = "UTC";

    private HomeZone() {}

    /**
     * The name as given, UTC if none was. Offsets, abbreviations such as EST and names that only Java knows are no
     * home: people's clocks do not follow them.
     *
     * @throws ProblemException 400 naming {@code timeZone}
     */
    static String parse(@Nullable String name) {
        if (name == null || name.equals(DEFAULT)) {
            return DEFAULT;
        }
        var isRegion = name.contains("/") && !name.startsWith("SystemV/");
        if (!isRegion || !ZoneId.getAvailableZoneIds().contains(name)) {
            throw ProblemException.invalid("timeZone", "must be the IANA name of a time zone, such as Europe/Paris");
        }
        return name;
    }
}
