/** Ids that ascend in time, so that lists and retention follow from them. */
@NullMarked
package io.tidemark.alert.identifier;

import org.jspecify.annotations.NullMarked;
