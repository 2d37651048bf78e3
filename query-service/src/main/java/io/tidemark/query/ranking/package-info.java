/** Lists that are sorted in memory by what the reader chose, and read page by page. */
@NullMarked
package io.tidemark.query.ranking;

import org.jspecify.annotations.NullMarked;
