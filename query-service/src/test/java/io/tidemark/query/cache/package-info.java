@NullMarked
package io.tidemark.query.cache;

import org.jspecify.annotations.NullMarked;
