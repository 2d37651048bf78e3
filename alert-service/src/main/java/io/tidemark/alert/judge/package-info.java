/** Holds what was found in a window against the conditions of a rule. */
@NullMarked
package io.tidemark.alert.judge;

import org.jspecify.annotations.NullMarked;
