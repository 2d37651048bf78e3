/** Lists in pages: the items and the cursor of the next page. */
@NullMarked
package io.tidemark.platform.paging;

import org.jspecify.annotations.NullMarked;
