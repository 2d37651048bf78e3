/** How full each open dimension of a tenant is: what comes beyond its cap is counted as {@code :other}. */
@NullMarked
package io.tidemark.query.cardinality;

import org.jspecify.annotations.NullMarked;
