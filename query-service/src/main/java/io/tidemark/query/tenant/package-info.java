/** Tenants: who they are, their tier and home time zone; managed by platform administrators. */
@NullMarked
package io.tidemark.query.tenant;

import org.jspecify.annotations.NullMarked;
