/** The audit log, as administrators read it. */
@NullMarked
package io.tidemark.query.audit;

import org.jspecify.annotations.NullMarked;
