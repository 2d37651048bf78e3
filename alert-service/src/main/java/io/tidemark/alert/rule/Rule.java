package io.tidemark.alert.rule;

import io.tidemark.platform.version.Version;
import java.time.Instant;
import java.util.UUID;

/** A rule of a tenant. */
public record Rule(
        UUID id,
        String name,
        boolean enabled,
        RuleDefinition definition,
        UUID schedule,
        Instant createdAt,
        Instant updatedAt,
        Version version) {}
