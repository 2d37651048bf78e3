@NullMarked
package io.tidemark.query.cardinality;

import org.jspecify.annotations.NullMarked;
