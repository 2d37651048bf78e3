@NullMarked
package io.tidemark.query.limit;

import org.jspecify.annotations.NullMarked;
