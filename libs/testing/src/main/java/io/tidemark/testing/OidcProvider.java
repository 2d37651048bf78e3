package io.tidemark.testing;

import com.nimbusds.jose.JOSEObjectType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** An OIDC provider that signs whatever a test asks for. */
public final class OidcProvider {

    public static final String ISSUER = "tidemark";
    public static final String AUDIENCE = "tidemark";

    private final MockOAuth2Server server = new MockOAuth2Server();

    public static OidcProvider startNew() {
        var provider = new OidcProvider();
        provider.server.start();
        return provider;
    }

    public void stop() {
        server.shutdown();
    }

    public String issuerUrl() {
        return server.issuerUrl(ISSUER).toString();
    }

    /** A token of a member of the tenant. */
    public String token(UUID tenant, String... roles) {
        return token(
                ISSUER,
                AUDIENCE,
                Map.of("tenant_id", tenant.toString(), "groups", List.of(roles)),
                Duration.ofHours(1));
    }

    /** A token of somebody who belongs to no tenant, such as a platform administrator. */
    public String tokenWithoutTenant(String... roles) {
        return token(ISSUER, AUDIENCE, Map.of("groups", List.of(roles)), Duration.ofHours(1));
    }

    /** Any token that this provider can sign; a negative validity makes it expired. */
    public String token(String issuer, String audience, Map<String, Object> claims, Duration validity) {
        var callback = new DefaultOAuth2TokenCallback(
                issuer,
                "test-user",
                JOSEObjectType.JWT.getType(),
                List.of(audience),
                new HashMap<>(claims),
                validity.toSeconds());
        return server.issueToken(issuer, "test-client", callback).serialize();
    }
}
