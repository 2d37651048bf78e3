package io.tidemark.ingest.event;

import io.tidemark.platform.tenancy.Tenant;

/**
 * Who sent a request.
 *
 * @param backfill whether it may send events older than its tier keeps them
 */
record Sender(Tenant tenant, boolean backfill) {}
