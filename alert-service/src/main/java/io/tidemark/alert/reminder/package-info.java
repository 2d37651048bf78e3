/** Marks the answers that remind a tenant of what it has forgotten. */
@NullMarked
package io.tidemark.alert.reminder;

import org.jspecify.annotations.NullMarked;
