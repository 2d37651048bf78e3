package io.tidemark.platform.tenancy;

import java.time.ZoneId;
import java.util.UUID;

/**
 * A customer of this installation. Immutable; tier and name as they were at most two seconds ago.
 *
 * @param timeZone the home zone: days and hours of every answer follow it
 */
public record Tenant(UUID id, String slug, String name, Tier tier, ZoneId timeZone) {}
