package io.tidemark.quickstart.install;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an installation must not forget between two runs: without its password the database would be locked, and
 * with other keys the clients of yesterday would be refused.
 *
 * @param secretsKey encrypts the secrets of webhooks
 * @param ports the port of each server, by its name
 */
public record Identity(
        String postgresPassword, String secretsKey, Map<String, Integer> ports, List<DemoTenant> tenants) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Files of earlier releases have no key. */
    @JsonCreator
    static Identity read(
            @JsonProperty("postgresPassword") String postgresPassword,
            @JsonProperty("secretsKey") @Nullable String secretsKey,
            @JsonProperty("ports") Map<String, Integer> ports,
            @JsonProperty("tenants") List<DemoTenant> tenants) {
        return new Identity(postgresPassword, secretsKey == null ? Secrets.key() : secretsKey, ports, tenants);
    }

    /** The one in the file, or a new one; ports that are taken are replaced. Saved before it is returned. */
    public static Identity loadOrCreate(Path file, List<String> servers) throws IOException {
        var known = Files.exists(file) ? JSON.readValue(file.toFile(), Identity.class) : create();
        var identity = known.withFreePorts(servers);
        PrivateFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(identity));
        return identity;
    }

    public int port(String server) {
        var port = ports.get(server);
        if (port == null) {
            throw new IllegalArgumentException("no port was chosen for " + server);
        }
        return port;
    }

    private static Identity create() {
        return new Identity(
                Secrets.random(),
                Secrets.key(),
                Map.of(),
                List.of(
                        new DemoTenant(UUID.randomUUID(), "acme", "Acme", "pro", Secrets.apiKey()),
                        new DemoTenant(UUID.randomUUID(), "globex", "Globex", "free", Secrets.apiKey()),
                        new DemoTenant(UUID.randomUUID(), "initech", "Initech", "enterprise", Secrets.apiKey())));
    }

    private Identity withFreePorts(List<String> servers) {
        var chosen = new TreeMap<String, Integer>();
        for (var server : servers) {
            chosen.put(server, Ports.freeUnless(ports.get(server), chosen.values()));
        }
        return new Identity(postgresPassword, secretsKey, chosen, tenants);
    }
}
