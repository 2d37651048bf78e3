/** Events on their way out: what is to be delivered, and to whom. */
@NullMarked
package io.tidemark.alert.delivery;

import org.jspecify.annotations.NullMarked;
