/** What services look at when they start and production must not have. */
@NullMarked
package io.tidemark.platform.risk;

import org.jspecify.annotations.NullMarked;
