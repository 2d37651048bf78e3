package io.tidemark.alert.delivery;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Makes two certificates for {@code receiver.test}: one that the service is told to trust, and one that it is not. */
public final class Certificates implements QuarkusTestResourceLifecycleManager {

    private static final String PASSWORD = "changeit";
    private static final Path FOLDER = Path.of("target", "certificates");

    @Override
    public Map<String, String> start() {
        try {
            Files.createDirectories(FOLDER);
            for (var name : List.of("trusted", "unknown")) {
                Files.deleteIfExists(store(name));
                keytool(
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-validity",
                        "2",
                        "-ext",
                        "san=dns:receiver.test",
                        "-keystore",
                        store(name).toString(),
                        "-storetype",
                        "PKCS12");
            }
            var certificate = FOLDER.resolve("trusted.pem");
            keytool(
                    "-exportcert",
                    "-rfc",
                    "-alias",
                    "trusted",
                    "-keystore",
                    store("trusted").toString(),
                    "-file",
                    certificate.toString());
            return Map.of(
                    "quarkus.tls.webhook.trust-store.pem.certs",
                    certificate.toAbsolutePath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}

    static SSLContext context(String name) {
        try (var file = Files.newInputStream(store(name))) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(file, PASSWORD.toCharArray());
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path store(String name) {
        return FOLDER.resolve(name + ".p12");
    }

    private static void keytool(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
