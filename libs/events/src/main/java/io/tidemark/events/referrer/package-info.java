/** Where a visitor came from, without the address of the page. */
@NullMarked
package io.tidemark.events.referrer;

import org.jspecify.annotations.NullMarked;
