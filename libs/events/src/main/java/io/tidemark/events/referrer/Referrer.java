package io.tidemark.events.referrer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a visitor came from. Path and query are never kept.
 *
 * @param domain lower case, at most 100 characters; null for direct visits
 */
public record Referrer(
        @Nullable ReferrerClass referrerClass, @Nullable String domain) {

    /** The event is not about a visit. */
    public static final Referrer ABSENT = new Referrer(null, null);

    private static final Referrer DIRECT = new Referrer(ReferrerClass.DIRECT, null);
    private static final int MAX_DOMAIN = 100;

    /**
     * Whatever is sent has a class: browsers, apps and attackers send anything.
     *
     * @param sent the Referer header, null or empty if there was none
     * @param ownHost the host that was asked, its port included or not
     */
    public static Referrer of(@Nullable String sent, @Nullable String ownHost) {
        var host = sent == null ? null : Host.ofUri(sent);
        if (host == null) {
            return DIRECT;
        }
        return new Referrer(classOf(host, ownHost), host.substring(0, Math.min(host.length(), MAX_DOMAIN)));
    }

    private static ReferrerClass classOf(String host, @Nullable String ownHost) {
        var own = ownHost == null ? null : Host.ofAuthority(ownHost.toLowerCase(Locale.ROOT));
        if (own != null && Host.isWithin(host, own)) {
            return ReferrerClass.INTERNAL;
        }
        return KnownSites.classOf(host);
    }
}
