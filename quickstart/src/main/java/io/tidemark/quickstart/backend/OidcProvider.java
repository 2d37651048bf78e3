package io.tidemark.quickstart.backend;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.tidemark.quickstart.install.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * An OIDC provider for trying things out: it signs whoever asks in, so it listens on the loopback interface only.
 * Its key is kept, so that a token outlives a restart.
 */
public final class OidcProvider implements AutoCloseable {

    public static final String NAME = "oidc";
    public static final Duration VALIDITY = Duration.ofHours(24);

    private static final String ISSUER = "tidemark";
    private static final String AUDIENCE = "tidemark";

    private final MockOAuth2Server server;
    private final OAuth2TokenProvider tokens;
    private final int port;

    private OidcProvider(OAuth2TokenProvider tokens, int port) {
        this.tokens = tokens;
        this.port = port;
        this.server = new MockOAuth2Server(new OAuth2Config(false, null, null, false, tokens));
    }

    public static OidcProvider start(Path signingKey, int port) throws IOException {
        var provider = new OidcProvider(new OAuth2TokenProvider(new KeyProvider(List.of(key(signingKey)))), port);
        provider.server.start(InetAddress.getLoopbackAddress(), port);
        return provider;
    }

    public String issuer() {
        return "http://localhost:" + port + "/" + ISSUER;
    }

    /** A token of an administrator of the tenant. */
    public String tenantAdminToken(UUID tenant, String slug) {
        return token(Map.of("sub", slug + "-admin", "tenant_id", tenant.toString(), "groups", List.of("tenant-admin")));
    }

    /** A token of somebody who administers the platform and belongs to no tenant. */
    public String platformAdminToken() {
        return token(Map.of("sub", "platform-admin", "groups", List.of("platform-admin")));
    }

    @Override
    public void close() {
        server.shutdown();
    }

    private String token(Map<String, Object> claims) {
        var all = new HashMap<>(claims);
        all.putAll(Map.of(
                "iss", issuer(), "aud", AUDIENCE, "jti", UUID.randomUUID().toString()));
        return tokens.jwt(all, VALIDITY, ISSUER).serialize();
    }

    private static JWK key(Path file) throws IOException {
        try {
            if (!Files.exists(file)) {
                PrivateFiles.write(file, new RSAKeyGenerator(2048).generate().toJSONString());
            }
            return JWK.parse(Files.readString(file));
        } catch (JOSEException | ParseException e) {
            throw new IOException("cannot read or make the signing key " + file, e);
        }
    }
}
