/** Where a series of a rule stands, and what follows from what is observed of it. */
@NullMarked
package io.tidemark.alert.state;

import org.jspecify.annotations.NullMarked;
