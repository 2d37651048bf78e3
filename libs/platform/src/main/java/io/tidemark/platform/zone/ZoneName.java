package io.tidemark.platform.zone;

import io.tidemark.platform.problem.ProblemException;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of time zones that requests may use: those of the IANA database, links such as {@code Japan} among them.
 * Offsets, and the names that only Java knows, are none: people's clocks do not follow them.
 */
public final class ZoneName {

    private static final Set<String> NAMES = ZoneId.getAvailableZoneIds().stream()
            .filter(name -> !name.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableSet());

    private ZoneName() {}

    /**
     * The zone of that name.
     *
     * @param field where the request names it
     * @throws ProblemException 400 that names the field
     */
    public static ZoneId parse(String field, String name) {
        if (!NAMES.contains(name)) {
            throw ProblemException.invalid(field, "must be the IANA name of a time zone, such as Europe/Paris");
        }
        return ZoneId.of(name);
    }
}
