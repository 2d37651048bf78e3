/** Whether many rules are evaluated in time, and what is told arrives in time, beside steady ingestion. */
@NullMarked
package io.tidemark.bench.alerts;

import org.jspecify.annotations.NullMarked;
