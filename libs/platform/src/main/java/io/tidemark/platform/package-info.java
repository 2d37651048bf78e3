/** What every service shares: problems, tenancy, identity, limits and paging. */
@NullMarked
package io.tidemark.platform;

import org.jspecify.annotations.NullMarked;
