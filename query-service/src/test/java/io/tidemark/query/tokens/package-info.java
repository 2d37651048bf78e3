@NullMarked
package io.tidemark.query.tokens;

import org.jspecify.annotations.NullMarked;
