/** Tenants, and transactions that see the rows of one of them only. */
@NullMarked
package io.tidemark.platform.tenancy;

import org.jspecify.annotations.NullMarked;
