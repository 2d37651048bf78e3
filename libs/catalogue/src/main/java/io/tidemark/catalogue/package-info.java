/** The query catalogue: what can be asked, as data, and how an answer is made of aggregations. */
@NullMarked
package io.tidemark.catalogue;

import org.jspecify.annotations.NullMarked;
