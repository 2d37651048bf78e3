/** How many long answers are under way at a time. */
@NullMarked
package io.tidemark.query.slots;

import org.jspecify.annotations.NullMarked;
