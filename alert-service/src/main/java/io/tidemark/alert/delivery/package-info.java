/** Getting events to the tenant's channels: the outbox, attempts, retries, the delivery log and replay. */
@NullMarked
package io.tidemark.alert.delivery;

import org.jspecify.annotations.NullMarked;
