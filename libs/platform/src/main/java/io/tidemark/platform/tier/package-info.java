/** What each tier may do, as configuration. */
@NullMarked
package io.tidemark.platform.tier;

import org.jspecify.annotations.NullMarked;
