/** The rollers: whatever waits is rolled up, tenant by tenant, by any number of replicas. */
@NullMarked
package io.tidemark.ingest.roll;

import org.jspecify.annotations.NullMarked;
