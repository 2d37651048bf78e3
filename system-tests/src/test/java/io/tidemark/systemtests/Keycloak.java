package io.tidemark.systemtests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** A real Keycloak with the realm {@code tidemark} and, to be the wrong issuer, the realm {@code other}. */
final class Keycloak implements AutoCloseable {

    private final Process process;
    private final int port;

    private Keycloak(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it in development mode; all tokens of the realm speak for the tenant. */
    static Keycloak start(Path distributions, UUID tenant) throws IOException {
        Path home;
        try (var folders = Files.list(distributions)) {
            home = folders.filter(folder -> folder.getFileName().toString().startsWith("keycloak-"))
                    .findFirst()
                    .orElseThrow();
        }
        var realm = new String(Keycloak.class
                        .getResourceAsStream("/keycloak-realm.json")
                        .readAllBytes())
                .replace("TENANT_ID", tenant.toString());
        var imports = Files.createDirectories(home.resolve("data/import"));
        Files.writeString(imports.resolve("tidemark-realm.json"), realm);
        Files.writeString(
                imports.resolve("other-realm.json"), realm.replace("\"realm\": \"tidemark\"", "\"realm\": \"other\""));
        return launch(home);
    }

    private static Keycloak launch(Path home) throws IOException {
        var port = Ports.free();
        var builder = new ProcessBuilder(
                        "sh",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--http-management-port=" + Ports.free(),
                        "--hostname=http://127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "keycloak.log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms128m -Xmx512m");
        var keycloak = new Keycloak(builder.start(), port);
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(keycloak::isReady);
        return keycloak;
    }

    String issuer(String realm) {
        return "http://127.0.0.1:" + port + "/realms/" + realm;
    }

    /** An access token by the client credentials grant. */
    String token(String realm, String client) {
        var request = HttpRequest.newBuilder(URI.create(issuer(realm) + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&client_secret=s&client_id=" + client))
                .build();
        try {
            return new ObjectMapper()
                    .readTree(ServiceProcess.send(request).body())
                    .required("access_token")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Keycloak ended, see target/keycloak.log");
        }
        try {
            return ServiceProcess.get(URI.create(issuer("tidemark") + "/.well-known/openid-configuration"))
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The shell script replaces itself by Java, but its children are stopped too, should a release not. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
