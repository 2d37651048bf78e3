/** Readiness: has the database been there, with a schema that is new enough? */
@NullMarked
package io.tidemark.platform.health;

import org.jspecify.annotations.NullMarked;
