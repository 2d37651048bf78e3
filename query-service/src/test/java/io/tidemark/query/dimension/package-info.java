@NullMarked
package io.tidemark.query.dimension;

import org.jspecify.annotations.NullMarked;
