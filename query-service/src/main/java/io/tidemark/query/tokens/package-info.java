/** Token issuance over time, by day or by week. */
@NullMarked
package io.tidemark.query.tokens;

import org.jspecify.annotations.NullMarked;
