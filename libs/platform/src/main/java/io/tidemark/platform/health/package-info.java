/** Readiness: is the database there, and is its schema new enough? */
@NullMarked
package io.tidemark.platform.health;

import org.jspecify.annotations.NullMarked;
