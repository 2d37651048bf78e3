package io.tidemark.platform.identity;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Role names for {@code @RolesAllowed}, and which of them include which. */
public final class Roles {

    /** Reads what the tenant measures. */
    public static final String VIEWER = "viewer";

    /** Also changes the tenant's agents and dashboards, and may send events. */
    public static final String EDITOR = "editor";

    /** Also manages the tenant's API keys. */
    public static final String TENANT_ADMIN = "tenant-admin";

    /** Manages tenants, and acts for one of them that it names by {@code X-Tenant-Id}. */
    public static final String PLATFORM_ADMIN = "platform-admin";

    /** Sends events. */
    public static final String INGEST = "ingest";

    /** Sends events older than usual. */
    public static final String BACKFILL = "backfill";

    private static final Map<String, List<String>> GRANTED_TO_TOKENS = Map.of(
            VIEWER, List.of(VIEWER),
            EDITOR, List.of(EDITOR, VIEWER, INGEST),
            TENANT_ADMIN, List.of(TENANT_ADMIN, EDITOR, VIEWER, INGEST));

    private static final Map<String, List<String>> GRANTED_BY_SCOPE = Map.of(
            "ingest", List.of(INGEST),
            "read", List.of(VIEWER),
            "backfill", List.of(BACKFILL, INGEST));

    private Roles() {}

    /** Roles within its tenant of a token that carries these; whatever else a provider puts there counts for nothing. */
    static Set<String> ofToken(Collection<String> claimed) {
        return granted(GRANTED_TO_TOKENS, claimed);
    }

    /** Roles of an API key with these scopes. */
    static Set<String> ofScopes(Collection<String> scopes) {
        return granted(GRANTED_BY_SCOPE, scopes);
    }

    private static Set<String> granted(Map<String, List<String>> grants, Collection<String> names) {
        var roles = new HashSet<String>();
        names.forEach(name -> roles.addAll(grants.getOrDefault(name, List.of())));
        return Set.copyOf(roles);
    }
}
