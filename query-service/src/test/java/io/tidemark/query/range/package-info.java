@NullMarked
package io.tidemark.query.range;

import org.jspecify.annotations.NullMarked;
