/** Who may ask: the feature flag, the rate limit and the tier, in this order. */
@NullMarked
package io.tidemark.query.gate;

import org.jspecify.annotations.NullMarked;
