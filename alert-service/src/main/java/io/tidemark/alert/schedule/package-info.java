/** When rules are due, and who evaluates them. */
@NullMarked
package io.tidemark.alert.schedule;

import org.jspecify.annotations.NullMarked;
