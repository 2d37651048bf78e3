package io.tidemark.quickstart.install;

import java.util.UUID;

/** A tenant that every quickstart has from the beginning, with the API key that it was given. */
public record DemoTenant(UUID id, String slug, String name, String tier, String apiKey) {

    DemoTenant withTier(String current) {
        return new DemoTenant(id, slug, name, current, apiKey);
    }
}
