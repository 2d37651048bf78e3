/** How rates, means and durations are written in answers: rounded once, and null where there is nothing to divide by. */
@NullMarked
package io.tidemark.query.figures;

import org.jspecify.annotations.NullMarked;
