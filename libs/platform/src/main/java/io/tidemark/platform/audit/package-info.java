/** The audit log: who did what for a tenant, and when. */
@NullMarked
package io.tidemark.platform.audit;

import org.jspecify.annotations.NullMarked;
