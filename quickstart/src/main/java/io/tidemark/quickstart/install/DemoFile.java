package io.tidemark.quickstart.install;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code demo.json}: how to reach the installation, for people and programs. */
public record DemoFile(
        String baseUrl, List<TenantAccess> tenants, PlatformAdmin platformAdmin, Map<String, Long> pids) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How to act for a tenant; the token is a tenant-admin's. */
    public record TenantAccess(UUID id, String slug, String tier, String apiKey, String accessToken) {}

    public record PlatformAdmin(String accessToken) {}

    public void write(DataDirectory directory) throws IOException {
        PrivateFiles.write(
                directory.demoFile(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }
}
