/** How often each agent rotates its credentials. */
@NullMarked
package io.tidemark.query.rotations;

import org.jspecify.annotations.NullMarked;
